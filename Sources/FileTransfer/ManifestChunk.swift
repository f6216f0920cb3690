/// Entries that fit one manifest, and so one record of 8 MiB.
struct ManifestChunk {
    private(set) var entries: [ManifestEntry] = []
    private var blocks = 0
    private var bytes = 0

    /// What an entry takes beside its names and blocks: digest, numbers, tags and lengths.
    private static let entryBytes = 80
    private static let blockBytes = 34

    /// Returns false, and adds nothing, where the entry needs another manifest.
    mutating func add(_ entry: ManifestEntry) -> Bool {
        let count = entry.blockDigests.count
        let size = Self.entryBytes + entry.path.utf8.count + entry.target.utf8.count + (count > 1 ? count * Self.blockBytes : 0)
        guard
            entries.isEmpty
                || entries.count < Manifest.maximumEntries && blocks + count <= Manifest.maximumBlocks
                    && bytes + size <= TreeLimits.manifestBytes
        else { return false }
        entries.append(entry)
        blocks += count
        bytes += size
        return true
    }
}
