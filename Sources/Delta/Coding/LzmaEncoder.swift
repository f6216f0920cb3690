import CLzma
import Primitives

/// Packs a whole stream with raw LZMA.
enum LzmaEncoder {
    /// Contexts worth trying: bits of the byte before, bits of the position, bits of the position for literals.
    private static let candidates: [LzmaContexts] = [
        LzmaContexts(lc: 4, lp: 0, pb: 0), LzmaContexts(lc: 0, lp: 0, pb: 0), LzmaContexts(lc: 2, lp: 0, pb: 0),
        LzmaContexts(lc: 3, lp: 0, pb: 2), LzmaContexts(lc: 0, lp: 2, pb: 2),
    ]

    /// Bytes by which the contexts of longer streams are chosen.
    private static let trialSize = 131_072

    /// The smallest form that was found; nil where none is smaller than the bytes themselves.
    static func pack(_ bytes: [UInt8], window: Int) throws(Failure) -> (contexts: LzmaContexts, packed: [UInt8])? {
        var best: (contexts: LzmaContexts, packed: [UInt8])?
        // Long streams are told apart by their first part.
        let tried = bytes.count > trialSize ? [try contexts(for: Array(bytes.prefix(trialSize)), window)] : candidates
        for contexts in tried {
            let packed = try pack(bytes, contexts, window: window)
            if packed.count < best?.packed.count ?? bytes.count { best = (contexts, packed) }
        }
        return best
    }

    private static func contexts(for bytes: [UInt8], _ window: Int) throws(Failure) -> LzmaContexts {
        try pack(bytes, window: window)?.contexts ?? candidates[0]
    }

    private static func pack(_ bytes: [UInt8], _ contexts: LzmaContexts, window: Int) throws(Failure) -> [UInt8] {
        var stream = hamyar_lzma_stream()
        defer { lzma_end(&stream) }
        let dictionary = UInt32(LzmaContexts.window(for: bytes.count, limit: window))
        let started = hamyar_lzma_start(
            &stream, 1, dictionary, UInt32(contexts.lc), UInt32(contexts.lp), UInt32(contexts.pb))
        guard started == LZMA_OK else { throw Failure(.deltaMemory) }
        var packed = [UInt8](repeating: 0, count: bytes.count + bytes.count / 8 + 1024)
        let room = packed.count
        let (result, left) = bytes.withUnsafeBufferPointer { input in
            packed.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = input.count
                stream.next_out = output.baseAddress
                stream.avail_out = room
                return (lzma_code(&stream, LZMA_FINISH), stream.avail_out)
            }
        }
        // Room is more than LZMA needs for what cannot be packed.
        guard result == LZMA_STREAM_END else { throw Failure(.deltaMemory) }
        packed.removeLast(left)
        return packed
    }
}
