import CZstd
import Primitives

/// Packs into one zstd frame, in one thread: the same bytes and the same library give the same frame.
final class ZstdWriter: PackingSink {
    /// On zstd's own scale, up to 22.
    static let small: Int32 = 19
    static let quick: Int32 = 1

    private let context: OpaquePointer?
    private let sink: (UnsafeRawBufferPointer) throws -> Void
    private var output: [UInt8]

    init(level: Int32, _ sink: @escaping (UnsafeRawBufferPointer) throws -> Void) throws {
        self.sink = sink
        context = ZSTD_createCCtx()
        output = [UInt8](repeating: 0, count: ZSTD_CStreamOutSize())
        for (parameter, value) in [(ZSTD_c_compressionLevel, level), (ZSTD_c_windowLog, PayloadLimits.windowLog)] {
            let result = ZSTD_CCtx_setParameter(context, parameter, value)
            guard context != nil, ZSTD_isError(result) == 0 else {
                throw Failure(.payloadMalformed, ["reason": "zstd: cannot compress"])
            }
        }
    }

    deinit {
        ZSTD_freeCCtx(context)
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        try run(bytes, ZSTD_e_continue)
    }

    func finish() throws {
        try run(UnsafeRawBufferPointer(start: nil, count: 0), ZSTD_e_end)
    }

    private func run(_ bytes: UnsafeRawBufferPointer, _ directive: ZSTD_EndDirective) throws {
        var given = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
        var remaining = 0
        let (context, sink) = (context, sink)
        repeat {
            let (result, count) = output.withUnsafeMutableBytes { room in
                var packed = ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
                return (ZSTD_compressStream2(context, &packed, &given, directive), packed.pos)
            }
            guard ZSTD_isError(result) == 0 else {
                throw Failure(.payloadMalformed, ["reason": "zstd: " + String(cString: ZSTD_getErrorName(result))])
            }
            try output.withUnsafeBytes { try sink(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            remaining = result
        } while directive == ZSTD_e_end ? remaining > 0 : given.pos < given.size
    }
}
