package import Cryptography

/// What became, or would become, of one entry, or of something that the manifest lacks.
package struct TreeEffect: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Nothing had the name.
        case created
        /// Something had, and is replaced or stands beside it.
        case replaced
        /// It is there already.
        case unchanged
        /// What is there stays, by the rule.
        case skipped
        /// It was not in the manifest.
        case deleted
    }

    package var kind: Kind
    /// Relative to the destination; empty for a destination that is a file.
    package var path: String
    package var entryKind: ManifestEntry.Kind
    /// Bytes of the new file; of the old one where it is deleted.
    package var size: Int64
    /// That of the manifest; nil for what is deleted.
    package var digest: Digest?
    /// The name, in the same directory, under which what was there is kept.
    package var backup: String?
    /// The name that the file got instead of its own (keep-both).
    package var otherName: String?
}

/// How many there are of what.
package struct TreeCounts: Hashable, Sendable {
    /// Files and links that are new or replaced.
    package var files = 0
    package var unchanged = 0
    package var skipped = 0
    package var deleted = 0

    package init(_ effects: [TreeEffect]) {
        for effect in effects {
            switch effect.kind {
            case .created, .replaced: if effect.entryKind != .directory { files += 1 }
            case .unchanged: if effect.entryKind != .directory { unchanged += 1 }
            case .skipped: skipped += 1
            case .deleted: deleted += 1
            }
        }
    }
}

/// The end of a transfer.
package struct FinishedTree: Hashable, Sendable {
    package let effects: [TreeEffect]
    package let counts: TreeCounts
    /// What could not be deleted, or was left because it is not ours to delete.
    package let notes: [TreeNote]

    /// Bytes of the files that were written.
    package var changedSize: UInt64 {
        effects.reduce(0) { sum, effect in
            switch effect.kind {
            case .created, .replaced: effect.entryKind == .file ? sum &+ UInt64(clamping: effect.size) : sum
            case .unchanged, .skipped, .deleted: sum
            }
        }
    }
}

/// What a transfer would do, with nothing changed (dry run).
package struct TreePreview: Hashable, Sendable {
    package let effects: [TreeEffect]
    package let counts: TreeCounts
    /// Bytes of the files that would have to be sent, blocks of old versions not taken off.
    package let size: Int64
    package let notes: [TreeNote]
}
