import CLzma
import Primitives

/// Unpacks one stream of a patch, a buffer at a time. Confined to one thread at a time.
final class StreamDecoder: @unchecked Sendable {
    // @unchecked: the reader hands it from thread to thread.
    private var coder = hamyar_lzma_stream()
    private let isPacked: Bool
    private var input: UnsafeRawBufferPointer
    /// Bytes that have not come out yet.
    private(set) var remaining: Int

    /// The bytes must stay where they are as long as this lives. Throws delta.memory.
    init(_ stream: PatchStream, _ bytes: UnsafeRawBufferPointer, window: Int) throws(Failure) {
        input = bytes
        remaining = stream.size
        isPacked = stream.contexts != nil
        guard let contexts = stream.contexts else { return }
        let started = hamyar_lzma_start(
            &coder, 0, UInt32(LzmaContexts.window(for: stream.size, limit: window)), UInt32(contexts.lc), UInt32(contexts.lp),
            UInt32(contexts.pb))
        guard started == LZMA_OK else { throw Failure(.deltaMemory) }
    }

    deinit {
        lzma_end(&coder)
    }

    /// Fills the room as far as the stream goes; nil where it is damaged.
    func fill(_ room: UnsafeMutableBufferPointer<UInt8>) -> Int? {
        let count = min(room.count, remaining)
        guard let target = room.baseAddress, count > 0 else { return 0 }
        guard isPacked else {
            guard let start = input.baseAddress, input.count >= count else { return nil }
            target.update(from: start.assumingMemoryBound(to: UInt8.self), count: count)
            input = UnsafeRawBufferPointer(rebasing: input[count...])
            remaining -= count
            return count
        }
        coder.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        coder.avail_in = input.count
        coder.next_out = target
        coder.avail_out = count
        while coder.avail_out > 0 {
            let before = coder.avail_out
            let result = lzma_code(&coder, LZMA_RUN)
            guard result == LZMA_OK || result == LZMA_STREAM_END, coder.avail_out < before else { return nil }
        }
        input = UnsafeRawBufferPointer(rebasing: input[(input.count - coder.avail_in)...])
        remaining -= count
        return count
    }
}
