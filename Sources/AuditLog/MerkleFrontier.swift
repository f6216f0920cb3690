package import Cryptography
package import Primitives

/// The right edge of a growing Merkle tree: what is needed to append a leaf and to know the root, O(log n) of both.
package struct MerkleFrontier: Hashable, Sendable {
    /// Leaves so far.
    package private(set) var size: UInt64 = 0
    /// Roots of the perfect subtrees, largest first: one for each one-bit of `size`.
    private var subtrees: [Digest] = []

    /// The frontier of the empty tree.
    package init() {}

    package var root: Digest {
        guard var root = subtrees.last else { return MerkleTree.emptyRoot }
        for left in subtrees.dropLast().reversed() { root = MerkleTree.node(left, root) }
        return root
    }

    /// Adds one leaf's hash.
    /// - Throws: `audit.full` at 2^63 leaves.
    package mutating func append(_ leaf: Digest) throws(Failure) {
        guard size < UInt64(Int64.max) else { throw Failure(.auditFull) }
        var hash = leaf
        var bits = size
        while bits & 1 == 1, let left = subtrees.popLast() {
            hash = MerkleTree.node(left, hash)
            bits >>= 1
        }
        subtrees.append(hash)
        size += 1
    }

    /// For storage: the size in eight bytes, big-endian, and the subtrees' roots, largest first.
    package var bytes: [UInt8] {
        withUnsafeBytes(of: size.bigEndian) { Array($0) } + subtrees.flatMap(\.bytes)
    }

    /// - Throws: `audit.frontier-malformed` when the number of roots does not fit the size.
    package init(bytes: [UInt8]) throws(Failure) {
        let malformed = Failure(.auditFrontierMalformed, ["bytes": String(bytes.count)])
        guard bytes.count >= 8 else { throw malformed }
        size = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        guard size <= UInt64(Int64.max), bytes.count == 8 + size.nonzeroBitCount * Digest.byteCount else { throw malformed }
        for start in stride(from: 8, to: bytes.count, by: Digest.byteCount) {
            guard let digest = Digest(bytes: bytes[start..<start + Digest.byteCount]) else { throw malformed }
            subtrees.append(digest)
        }
    }
}

extension MerkleFrontier: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let bytes = Hexadecimal.decode(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no hexadecimal")
        }
        try self.init(bytes: bytes)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Hexadecimal.encode(bytes))
    }
}
