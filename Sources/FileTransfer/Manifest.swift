package import Primitives

/// What a transfer carries: the files, directories and links, and the digest of every block, said before the first byte.
package struct Manifest: Hashable, Sendable {
    /// The bytes of every block but a file's last one.
    package static let blockSize = 1 << 20
    /// What fits a record of 8 MiB at paths of a hundred letters; more files travel by several operations.
    package static let maximumEntries = 50_000
    /// Over all entries: what fits a record of 8 MiB (Protocol/README.md, "Streams") at 34 bytes each; about 195 GiB.
    package static let maximumBlocks = 200_000
    /// Names of what the sender left out; further ones are counted only. Ours: what a person reads of them, and 400 KB at worst.
    package static let maximumLeftOut = 100

    package var blockSize: Int
    package var entries: [ManifestEntry]
    /// What the machine left out of a pull (H52), the first ones; never of a push.
    package private(set) var leftOut: [TreeNote] = []
    /// How many there were.
    package private(set) var leftOutCount = 0

    package init(entries: [ManifestEntry], blockSize: Int = blockSize) {
        self.blockSize = blockSize
        self.entries = entries
    }

    /// Says what was left out: of more than fit, those first that no pattern chose. A path that is too long to be told is only counted.
    package mutating func leaveOut(_ notes: [TreeNote], count: Int) {
        let told = notes.filter { $0.path.utf8.count <= RelativePath.longestPath }
        let ordered = told.filter { $0.reason != .excluded } + told.filter { $0.reason == .excluded }
        leftOut = Array(ordered.prefix(Self.maximumLeftOut))
        leftOutCount = max(count, leftOut.count)
    }

    /// The bytes of all entries. Call `validate()` first: sizes of a valid manifest cannot overflow.
    package var totalSize: Int64 { entries.reduce(0) { $0 &+ $1.size } }

    /// Throws manifest.malformed or path.malformed for whatever a receiver must not believe (H50).
    package func validate() throws(Failure) {
        guard blockSize == Self.blockSize else { throw malformed("block size") }
        guard entries.count <= Self.maximumEntries else { throw malformed("number of entries") }
        guard leftOut.count <= Self.maximumLeftOut, leftOutCount >= leftOut.count,
            leftOut.allSatisfy({ $0.path.utf8.count <= RelativePath.longestPath })
        else { throw malformed("left out") }
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
