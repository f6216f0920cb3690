import Primitives

/// Unpacks one stream of a patch, a buffer at a time. Confined to one thread at a time.
final class StreamDecoder: @unchecked Sendable {
    // @unchecked: the reader hands it from thread to thread.
    private enum Coder {
        case none
        case lzma(LzmaDecoder)
        case zstd(ZstdDecoder)
    }

    private var coder: Coder
    /// Of a stream that is not packed.
    private var input: UnsafeRawBufferPointer
    /// Bytes that have not come out yet.
    private(set) var remaining: Int

    /// The bytes must stay where they are as long as this lives. Throws delta.memory.
    init(_ stream: PatchStream, _ bytes: UnsafeRawBufferPointer, window: Int) throws(Failure) {
        input = bytes
        remaining = stream.size
        switch stream.packing {
        case .none: coder = .none
        case .lzma(let contexts): coder = .lzma(try LzmaDecoder(bytes, contexts, size: stream.size, window: window))
        case .zstd: coder = .zstd(try ZstdDecoder(bytes, window: window))
        }
    }

    /// Fills the room as far as the stream goes; nil where it is damaged.
    func fill(_ room: UnsafeMutableBufferPointer<UInt8>) -> Int? {
        let count = min(room.count, remaining)
        guard let target = room.baseAddress, count > 0 else { return 0 }
        switch coder {
        case .none:
            guard let start = input.baseAddress, input.count >= count else { return nil }
            target.update(from: start.assumingMemoryBound(to: UInt8.self), count: count)
            input = UnsafeRawBufferPointer(rebasing: input[count...])
        case .lzma(let decoder): guard decoder.fill(target, count) else { return nil }
        case .zstd(let decoder): guard decoder.fill(target, count), count < remaining || decoder.finish() else { return nil }
        }
        remaining -= count
        // Its memory is wanted by others.
        if remaining == 0 { coder = .none }
        return count
    }
}
