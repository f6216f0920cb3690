import CZstd
import Primitives

/// Unpacks one zstd frame, a buffer at a time, with a bounded window.
final class ZstdDecoder {
    private let context: OpaquePointer
    private var input: UnsafeRawBufferPointer
    private var isEnded = false

    /// The bytes must stay where they are as long as this lives. Throws delta.memory.
    init(_ bytes: UnsafeRawBufferPointer, window: Int) throws(Failure) {
        guard let context = ZSTD_createDCtx() else { throw Failure(.deltaMemory) }
        self.context = context
        input = bytes
        let set = ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Int32(window.trailingZeroBitCount))
        guard ZSTD_isError(set) == 0 else { throw Failure(.deltaMemory) }
    }

    deinit {
        ZSTD_freeDCtx(context)
    }

    /// Fills so many bytes of the room; false where the frame is damaged, larger than its window may be, or over before.
    func fill(_ room: UnsafeMutablePointer<UInt8>, _ count: Int) -> Bool {
        var output = ZSTD_outBuffer(dst: room, size: count, pos: 0)
        var given = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        while output.pos < count {
            let before = (output.pos, given.pos)
            guard !isEnded else { return false }
            let result = ZSTD_decompressStream(context, &output, &given)
            // Neither read nor written: it was cut off.
            guard ZSTD_isError(result) == 0, (output.pos, given.pos) != before else { return false }
            isEnded = result == 0
        }
        input = UnsafeRawBufferPointer(rebasing: input[given.pos...])
        return true
    }

    /// Whether the frame ends here, and nothing follows it.
    func finish() -> Bool {
        var nothing = ZSTD_outBuffer(dst: nil, size: 0, pos: 0)
        var given = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        if !isEnded { isEnded = ZSTD_decompressStream(context, &nothing, &given) == 0 }
        return isEnded && given.pos == input.count
    }
}
