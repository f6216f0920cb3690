import CXxHash

/// XXH3-128 of a chunk, seed 0. It finds chunks; what vouches for them is the SHA-256 of each block.
struct ChunkHash: Hashable {
    static let byteCount = 16

    let high: UInt64
    let low: UInt64

    init(of bytes: UnsafeRawBufferPointer) {
        var both: (UInt64, UInt64) = (0, 0)
        withUnsafeMutableBytes(of: &both) { output in
            hamyar_xxh3_128(bytes.baseAddress, bytes.count, output.baseAddress?.assumingMemoryBound(to: UInt8.self))
        }
        high = UInt64(bigEndian: both.0)
        low = UInt64(bigEndian: both.1)
    }

    /// From the 16 bytes at `offset`.
    init(_ packed: UnsafeRawBufferPointer, at offset: Int) {
        high = UInt64(bigEndian: packed.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        low = UInt64(bigEndian: packed.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
    }

    func append(to bytes: inout [UInt8]) {
        withUnsafeBytes(of: high.bigEndian) { bytes.append(contentsOf: $0) }
        withUnsafeBytes(of: low.bigEndian) { bytes.append(contentsOf: $0) }
    }

    // The bits are as good as random already.
    func hash(into hasher: inout Hasher) { hasher.combine(low) }
}
