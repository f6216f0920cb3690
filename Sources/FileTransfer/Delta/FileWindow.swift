import Primitives

/// A piece of a file in memory that moves forwards.
struct FileWindow: ~Copyable {
    private let memory: UnsafeMutableRawBufferPointer
    private var start: Int64 = 0
    private var count = 0

    init(capacity: Int) {
        memory = .allocate(byteCount: capacity, alignment: 4096)
    }

    deinit {
        memory.deallocate()
    }

    /// What is in memory from `offset` on: at least so many bytes, unless the file has fewer.
    ///
    /// - Parameters:
    ///   - limit: where reading ends.
    ///   - read: fills a buffer from an offset on.
    mutating func bytes(
        at offset: Int64, atLeast wanted: Int, limit: Int64,
        _ read: (Int64, UnsafeMutableRawBufferPointer) throws(Failure) -> Int
    ) throws(Failure) -> UnsafeRawBufferPointer {
        var skipped = offset >= start && offset <= start + Int64(count) ? Int(offset - start) : count
        if count - skipped < wanted {
            if skipped < count, let base = memory.baseAddress {
                base.copyMemory(from: base + skipped, byteCount: count - skipped)
            }
            count -= skipped
            skipped = 0
            start = offset
            let room = Int(min(Int64(memory.count - count), max(0, limit - offset - Int64(count))))
            count += try read(
                offset + Int64(count), UnsafeMutableRawBufferPointer(rebasing: memory[count..<count + room]))
        }
        return UnsafeRawBufferPointer(rebasing: memory[skipped..<count])
    }
}

extension ChunkCutter {
    /// What a file is cut through: a few chunks at once.
    var window: FileWindow { FileWindow(capacity: max(1 << 20, 4 * maximum)) }
}
