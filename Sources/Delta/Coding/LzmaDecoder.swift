import CLzma
import Primitives

/// Unpacks raw LZMA, a buffer at a time.
final class LzmaDecoder {
    private var coder = hamyar_lzma_stream()
    private var input: UnsafeRawBufferPointer

    /// The bytes must stay where they are as long as this lives. Throws delta.memory.
    init(_ bytes: UnsafeRawBufferPointer, _ contexts: LzmaContexts, size: Int, window: Int) throws(Failure) {
        input = bytes
        let started = hamyar_lzma_start(
            &coder, 0, UInt32(LzmaContexts.window(for: size, limit: window)), UInt32(contexts.lc), UInt32(contexts.lp),
            UInt32(contexts.pb))
        guard started == LZMA_OK else { throw Failure(.deltaMemory) }
    }

    deinit {
        lzma_end(&coder)
    }

    /// Fills so many bytes of the room; false where the stream is damaged or over before.
    func fill(_ room: UnsafeMutablePointer<UInt8>, _ count: Int) -> Bool {
        coder.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        coder.avail_in = input.count
        coder.next_out = room
        coder.avail_out = count
        while coder.avail_out > 0 {
            let before = coder.avail_out
            let result = lzma_code(&coder, LZMA_RUN)
            guard result == LZMA_OK || result == LZMA_STREAM_END, coder.avail_out < before else { return false }
        }
        input = UnsafeRawBufferPointer(rebasing: input[(input.count - coder.avail_in)...])
        return true
    }
}
