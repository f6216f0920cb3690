import Cryptography

/// Blocks of one file that occur earlier in it too: only the first one travels.
struct RepeatedBlocks {
    /// By the first block: the later ones with the same bytes, ascending.
    private(set) var laterOf: [Int: [Int]] = [:]
    /// By a later block: the first one.
    private(set) var firstOf: [Int: Int] = [:]

    init(of entry: ManifestEntry) {
        guard entry.blockDigests.count > 1 else { return }
        var seen: [Digest: Int] = Dictionary(minimumCapacity: entry.blockDigests.count)
        for (index, digest) in entry.blockDigests.enumerated() {
            guard let first = seen[digest] else {
                seen[digest] = index
                continue
            }
            // The last block may be shorter: then no digest of its own bytes is another block's.
            guard entry.byteRange(ofBlock: first).count == entry.byteRange(ofBlock: index).count else { continue }
            laterOf[first, default: []].append(index)
            firstOf[index] = first
        }
    }
}
