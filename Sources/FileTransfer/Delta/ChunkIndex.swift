/// The receiver's chunks, to be found by their hashes.
struct ChunkIndex {
    struct Chunk {
        let hash: ChunkHash
        let offset: Int64
        let length: Int
    }

    private let chunks: [Chunk]
    private let positions: [ChunkHash: Int32]
    /// The chunk behind the one that was found last: the likeliest, and the one whose copy goes on with that of the last.
    private var likely = 0

    init(_ signature: ChunkSignature) {
        var chunks: [Chunk] = []
        chunks.reserveCapacity(signature.chunkCount)
        var positions: [ChunkHash: Int32] = Dictionary(minimumCapacity: signature.chunkCount)
        var offset: Int64 = 0
        signature.packed.withUnsafeBytes { packed in
            for start in stride(from: 0, to: packed.count, by: ChunkSignature.chunkBytes) {
                let length = Int(UInt32(bigEndian: packed.loadUnaligned(fromByteOffset: start, as: UInt32.self)))
                let hash = ChunkHash(packed, at: start + 4)
                if positions[hash] == nil { positions[hash] = Int32(chunks.count) }
                chunks.append(Chunk(hash: hash, offset: offset, length: length))
                offset += Int64(length)
            }
        }
        self.chunks = chunks
        self.positions = positions
    }

    /// The old file's offset of such a chunk.
    mutating func find(_ hash: ChunkHash, _ length: Int) -> Int64? {
        if likely < chunks.count, chunks[likely].hash == hash, chunks[likely].length == length {
            likely += 1
            return chunks[likely - 1].offset
        }
        guard let position = positions[hash], chunks[Int(position)].length == length else { return nil }
        likely = Int(position) + 1
        return chunks[Int(position)].offset
    }
}
