package import Primitives

/// What a transfer carries: the files, directories and links, and the digest of every block, said before the first byte.
package struct Manifest: Hashable, Sendable {
    /// The bytes of every block but a file's last one.
    package static let blockSize = 1 << 20
    /// What fits a record of 8 MiB at paths of a hundred letters; more files travel by several operations.
    package static let maximumEntries = 50_000
    /// Over all entries: what fits a record of 8 MiB (Protocol/README.md, "Streams") at 34 bytes each; about 195 GiB.
    package static let maximumBlocks = 200_000

    package var blockSize: Int
    package var entries: [ManifestEntry]

    package init(entries: [ManifestEntry], blockSize: Int = blockSize) {
        self.blockSize = blockSize
        self.entries = entries
    }

    /// The bytes of all entries. Call `validate()` first: sizes of a valid manifest cannot overflow.
    package var totalSize: Int64 { entries.reduce(0) { $0 &+ $1.size } }

    /// Throws manifest.malformed or path.malformed for whatever a receiver must not believe (H50).
    package func validate() throws(Failure) {
        guard blockSize == Self.blockSize else { throw malformed("block size") }
        guard entries.count <= Self.maximumEntries else { throw malformed("number of entries") }
        var blocks = 0
        for entry in entries {
            try entry.validate()
            blocks += entry.blockDigests.count
            guard blocks <= Self.maximumBlocks else { throw malformed("number of blocks") }
        }
        try checkClashes()
    }

    /// Two names that some file system takes for one, or a file that would have to be a directory too.
    private func checkClashes() throws(Failure) {
        var names = EntryNames()
        for entry in entries {
            guard names.insert(entry) else { throw malformed("names clash", entry.path) }
        }
    }

    private func malformed(_ reason: String, _ entry: String = "") -> Failure {
        Failure(.manifestMalformed, ["entry": entry, "reason": reason])
    }
}
