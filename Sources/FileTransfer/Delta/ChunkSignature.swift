package import Primitives

/// What a receiver says of its old file: the chunks that it consists of.
package struct ChunkSignature: Sendable {
    /// Smaller old files are not worth a signature.
    package static let smallestFile: Int64 = 64 << 10
    /// The most chunks: 20 MiB of signature.
    package static let maximumChunks = 1 << 20
    /// The most chunks over all files of a transfer, so that a sender's memory is bounded.
    package static let maximumChunksOfTransfer = 1 << 21
    /// Bytes of a chunk in the packed form: u32 length ‖ XXH3-128.
    package static let chunkBytes = 4 + ChunkHash.byteCount

    package let scale: Int
    /// Bytes of the old file.
    package let size: Int64
    /// For each chunk in order its length, big-endian, and its hash.
    package let packed: [UInt8]

    package var chunkCount: Int { packed.count / Self.chunkBytes }

    /// Reads what a peer sent. Throws file.delta for one that contradicts itself or passes a limit.
    package init(scale: Int, size: Int64, packed: [UInt8]) throws(Failure) {
        func malformed(_ reason: String) -> Failure { Failure(.fileDelta, ["path": "", "reason": reason]) }
        guard let cutter = ChunkCutter(scale: scale) else { throw malformed("scale") }
        guard packed.count.isMultiple(of: Self.chunkBytes), packed.count / Self.chunkBytes <= Self.maximumChunks, size >= 0 else {
            throw malformed("number of chunks")
        }
        var sum: Int64 = 0
        for start in stride(from: 0, to: packed.count, by: Self.chunkBytes) {
            let length = packed[start..<start + 4].reduce(0) { $0 << 8 | Int64($1) }
            guard length > 0, length <= cutter.maximum else { throw malformed("length of a chunk") }
            sum += length
        }
        guard sum == size else { throw malformed("size") }
        self.init(unchecked: scale, size, packed)
    }

    private init(unchecked scale: Int, _ size: Int64, _ packed: [UInt8]) {
        self.scale = scale
        self.size = size
        self.packed = packed
    }

    /// Cuts an old file. nil where it changes meanwhile.
    ///
    /// Throws file.broken.
    init?(of file: Descriptor, size: Int64, _ path: String) throws(Failure) {
        // Half of the most chunks on average: content that is cut more often than it should be gets the next scale.
        var scale = 0
        while scale < ChunkCutter.highestScale, size >> (ChunkCutter.averageBits + scale) > Self.maximumChunks / 2 { scale += 1 }
        while let cutter = ChunkCutter(scale: scale) {
            guard let run = try ChunkRun.of(file, size, cutter, path) else { return nil }
            if run.chunkCount <= Self.maximumChunks {
                self.init(unchecked: scale, size, run.packed)
                return
            }
            scale += 1
        }
        return nil
    }
}
