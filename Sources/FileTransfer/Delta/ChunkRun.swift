import Dispatch
import Primitives
import Synchronization

/// The chunks of a file, one behind the other, from where the first begins.
struct ChunkRun: Sendable {
    /// Where the next chunk begins.
    private(set) var end: Int64
    /// For each chunk in order its length, big-endian, and its hash.
    private(set) var packed: [UInt8] = []

    /// Smaller files are cut by the caller's thread alone.
    static let worthThreads: Int64 = 32 << 20

    private init(from start: Int64) {
        end = start
    }

    /// The chunks of a whole file; nil where it is shorter than it was. Stops behind the most chunks of a signature.
    ///
    /// A second thread begins in the middle, where hardly ever a chunk of the file does. But whichever way a cut is reached, the next
    /// ones follow from it alone: from the first cut on that both have found, the second thread's chunks are the file's.
    ///
    /// Throws file.broken.
    static func of(
        _ file: Descriptor, _ size: Int64, _ cutter: ChunkCutter, _ path: String, worthThreads: Int64 = worthThreads
    ) throws(Failure) -> ChunkRun? {
        guard size >= worthThreads else {
            var run = ChunkRun(from: 0)
            var window = cutter.window
            return try run.extend(to: size, file, size, cutter, path, &window) ? run : nil
        }
        let middle = size / 2
        let halves = Mutex<[Result<ChunkRun?, Failure>?]>([nil, nil])
        DispatchQueue.concurrentPerform(iterations: 2) { half in
            var run = ChunkRun(from: half == 0 ? 0 : middle)
            var window = cutter.window
            let result = Result { () throws(Failure) in
                try run.extend(to: half == 0 ? middle : size, file, size, cutter, path, &window) ? run : nil
            }
            halves.withLock { $0[half] = result }
        }
        let (first, second) = halves.withLock { ($0[0], $0[1]) }
        guard var run = try first?.get(), let other = try second?.get() else { return nil }
        return try run.join(other, from: middle, file, size, cutter, path) ? run : nil
    }

    var chunkCount: Int { packed.count / ChunkSignature.chunkBytes }

    private var hasTooMany: Bool { chunkCount > ChunkSignature.maximumChunks }

    /// Cuts on until a chunk ends at `limit` or behind. False where the file is shorter than it was.
    private mutating func extend(
        to limit: Int64, _ file: Descriptor, _ size: Int64, _ cutter: ChunkCutter, _ path: String, _ window: inout FileWindow
    ) throws(Failure) -> Bool {
        while end < limit, !hasTooMany {
            let wanted = Int(min(Int64(cutter.maximum), size - end))
            let bytes = try window.bytes(at: end, atLeast: wanted, limit: size) { at, buffer throws(Failure) in
                try file.read(at: at, into: buffer, path)
            }
            guard bytes.count >= wanted else { return false }
            let length = cutter.cut(bytes)
            withUnsafeBytes(of: UInt32(length).bigEndian) { packed.append(contentsOf: $0) }
            ChunkHash(of: UnsafeRawBufferPointer(rebasing: bytes[..<length])).append(to: &packed)
            end += Int64(length)
        }
        return true
    }

    /// Cuts on until a chunk begins where one of `other`'s does, and takes the rest from there.
    private mutating func join(
        _ other: ChunkRun, from start: Int64, _ file: Descriptor, _ size: Int64, _ cutter: ChunkCutter, _ path: String
    ) throws(Failure) -> Bool {
        var window = cutter.window
        var begin = start
        for offset in stride(from: 0, to: other.packed.count, by: ChunkSignature.chunkBytes) {
            guard try extend(to: begin, file, size, cutter, path, &window) else { return false }
            if end == begin {
                packed += other.packed[offset...]
                end = other.end
                return true
            }
            begin += other.packed[offset..<offset + 4].reduce(0) { $0 << 8 | Int64($1) }
        }
        return try extend(to: size, file, size, cutter, path, &window)
    }
}
