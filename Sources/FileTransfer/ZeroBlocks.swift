package import Cryptography

/// Blocks of zeros: they are never read, sent or written, and both ends know them by their digest.
package enum ZeroBlocks {
    /// The digest of no bytes.
    package static let nothing = Digest.of([UInt8]())
    /// The digest of a whole block of zeros.
    static let whole = Digest.of([UInt8](repeating: 0, count: Manifest.blockSize))

    /// The digest of `count` zeros, at most a block.
    static func digest(of count: Int) -> Digest {
        count == Manifest.blockSize ? whole : Digest.of([UInt8](repeating: 0, count: min(max(0, count), Manifest.blockSize)))
    }

    /// Whether a block of the entry consists of zeros. The index must be that of a block.
    static func contains(_ block: Int, of entry: ManifestEntry) -> Bool {
        let range = entry.byteRange(ofBlock: block)
        if range.count == Manifest.blockSize { return entry.blockDigests[block] == whole }
        return entry.blockDigests[block] == digest(of: range.count)
    }
}

extension ZeroBlocks {
    /// Whether the entry has no content that would have to be written: it is empty, or one block of zeros.
    static func contains(_ block: Int, of entry: ManifestEntry, orEmpty: Bool) -> Bool {
        entry.blockDigests.isEmpty ? orEmpty : contains(block, of: entry)
    }
}
