import CZstd
import Primitives

/// Unpacks one zstd frame piece by piece, with a bounded window. What follows the frame is refused.
final class ZstdReader: PackedSource {
    private let context: OpaquePointer?
    private let source: (UnsafeMutableRawBufferPointer) throws -> Int
    private var input: [UInt8]
    private var filled = 0
    private var used = 0
    private var ended = false
    /// Nothing came out of the last call although there was room: more input is needed.
    private var hungry = true

    /// - Parameter source: fills the buffer from its start and says how many bytes; 0 is the end.
    init(_ source: @escaping (UnsafeMutableRawBufferPointer) throws -> Int) throws {
        self.source = source
        context = ZSTD_createDCtx()
        input = [UInt8](repeating: 0, count: ZSTD_DStreamInSize())
        let result = ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, PayloadLimits.windowLog)
        guard context != nil, ZSTD_isError(result) == 0 else { throw Self.malformed("no memory") }
    }

    deinit {
        ZSTD_freeDCtx(context)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        var count = 0
        while count < buffer.count, !ended {
            if used == filled, hungry {
                filled = try refill()
                used = 0
                guard filled > 0 else { throw Self.malformed("truncated") }
            }
            count += try unpack(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
        }
        if ended, count == 0 { try requireEnd() }
        return count
    }

    private func unpack(into room: UnsafeMutableRawBufferPointer) throws -> Int {
        var output = ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
        let (context, size, start) = (context, filled, used)
        let (result, position) = input.withUnsafeBytes { bytes in
            var given = ZSTD_inBuffer(src: bytes.baseAddress, size: size, pos: start)
            return (ZSTD_decompressStream(context, &output, &given), given.pos)
        }
        guard ZSTD_isError(result) == 0 else { throw Self.malformed(String(cString: ZSTD_getErrorName(result))) }
        used = position
        hungry = output.pos < output.size
        ended = result == 0
        return output.pos
    }

    private func requireEnd() throws {
        guard used == filled, try refill() == 0 else {
            throw Self.malformed("bytes after the frame")
        }
        filled = 0
        used = 0
    }

    private func refill() throws -> Int {
        let source = source
        return try input.withUnsafeMutableBytes { try source($0) }
    }

    private static func malformed(_ reason: String) -> Failure {
        Failure(.payloadMalformed, ["reason": "zstd: " + reason])
    }
}
