import Cryptography
import Dispatch
import Primitives
import Synchronization

/// Reads blocks and compares them with the manifest's, by two threads where there are enough of them.
enum BlockReading {
    /// Fewer blocks are read by the caller's thread alone.
    private static let worthThreads = 4
    /// Digests are what costs; more threads than this would take a whole machine from those who work on it.
    private static let threads = 2

    /// Which of the blocks the file has at their places; stops early where `all` is wanted and one differs.
    static func matching(
        _ blocks: [Int], of entry: ManifestEntry, in file: Descriptor, _ path: String, all: Bool = false
    ) throws(Failure) -> [Int] {
        let size = try FileStatus(of: file, path).size
        return try each(of: blocks, stopping: all) { block, buffer throws(Failure) in
            try read(block, of: entry, from: file, size, buffer, path) != nil
        }
    }

    /// Runs the body for each block, and returns those for which it says true, ascending.
    static func each(
        of blocks: [Int], stopping: Bool = false,
        _ body: @Sendable (Int, UnsafeMutableRawBufferPointer) throws(Failure) -> Bool
    ) throws(Failure) -> [Int] {
        let next = Atomic(0)
        let results = Mutex<(found: [Int], failure: Failure?)>(([], nil))
        @Sendable func work() {
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Manifest.blockSize, alignment: 4096)
            defer { buffer.deallocate() }
            while true {
                let position = next.add(1, ordering: .relaxed).oldValue
                guard position < blocks.count else { return }
                do throws(Failure) {
                    if try body(blocks[position], buffer) {
                        results.withLock { $0.found.append(blocks[position]) }
                    } else if stopping {
                        next.store(blocks.count, ordering: .relaxed)
                    }
                } catch {
                    next.store(blocks.count, ordering: .relaxed)
                    results.withLock { $0.failure = error }
                }
            }
        }
        if blocks.count < worthThreads {
            work()
        } else {
            DispatchQueue.concurrentPerform(iterations: threads) { _ in work() }
        }
        let (found, failure) = results.withLock { $0 }
        if let failure { throw failure }
        return found.sorted()
    }

    /// The block's bytes in the buffer, when the file has them with the manifest's digest. Holes are not read.
    static func read(
        _ block: Int, of entry: ManifestEntry, from file: Descriptor, _ size: Int64, _ buffer: UnsafeMutableRawBufferPointer,
        _ path: String
    ) throws(Failure) -> UnsafeRawBufferPointer? {
        let range = entry.byteRange(ofBlock: block)
        guard range.upperBound <= size else { return nil }
        let room = UnsafeMutableRawBufferPointer(rebasing: buffer[..<range.count])
        guard try file.read(at: range.lowerBound, into: room, path) == room.count else { return nil }
        let bytes = UnsafeRawBufferPointer(room)
        return Digest.of(bytes) == entry.blockDigests[block] ? bytes : nil
    }
}
