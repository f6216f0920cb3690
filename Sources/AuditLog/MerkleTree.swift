package import Cryptography

/// Hashes of RFC 6962, section 2.1: leaves and nodes are told apart by their first byte.
package enum MerkleTree {
    /// The root of no leaves: SHA-256 of nothing.
    package static let emptyRoot = Digest.of([UInt8]())

    package static func leaf(_ input: [UInt8]) -> Digest {
        Digest.of([0x00] + input)
    }

    package static func node(_ left: Digest, _ right: Digest) -> Digest {
        Digest.of([0x01] + left.bytes + right.bytes)
    }

    /// The root by the definition of the RFC: split at the largest power of two below the count.
    package static func root(of leaves: some RandomAccessCollection<Digest>) -> Digest {
        guard let first = leaves.first else { return emptyRoot }
        guard leaves.count > 1 else { return first }
        var half = 1
        while half * 2 < leaves.count { half *= 2 }
        return node(root(of: leaves.prefix(half)), root(of: leaves.dropFirst(half)))
    }
}
