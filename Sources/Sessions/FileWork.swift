package import Cryptography
package import Primitives

/// Files that a technician puts on a machine.
package struct FilePush: Hashable, Sendable {
    /// SHA-256 of the manifest's bytes.
    package let manifest: Digest
    /// The file's own path, or the directory that the entries are beneath.
    package let destination: ScopePath
    package let overwrite: OverwriteRule
    /// Raw bytes of all entries of the manifest.
    package let size: UInt64
    /// Whether `destination` is a directory.
    package let isTree: Bool
    /// Files beneath a tree's destination that the manifest lacks go.
    package let deletesExtraneous: Bool
    /// Nothing is changed; the machine says what would be.
    package let isDryRun: Bool

    /// - Throws: `object.field` when a single file is to delete others.
    package init(
        manifest: Digest, destination: ScopePath, overwrite: OverwriteRule, size: UInt64, isTree: Bool = false,
        deletesExtraneous: Bool = false, isDryRun: Bool = false
    ) throws(Failure) {
        try Field.check(isTree || !deletesExtraneous, "push.delete_extraneous")
        self.manifest = manifest
        self.destination = destination
        self.overwrite = overwrite
        self.size = size
        self.isTree = isTree
        self.deletesExtraneous = deletesExtraneous
        self.isDryRun = isDryRun
    }
}

/// What a tree's symbolic links become.
package enum LinkRule: String, Hashable, Sendable, Codable, CaseIterable {
    /// Relative links that stay inside the tree travel as links.
    case keep
    case skip
    /// Links to files inside the tree travel as those files.
    case follow
}

/// Files that a technician takes from a machine.
package struct FilePull: Hashable, Sendable {
    package let source: ScopePath
    /// Whether `source` is a directory.
    package let isTree: Bool
    /// Patterns (Protocol/README.md, section 13); none: everything.
    package let include: [String]
    package let exclude: [String]
    package let links: LinkRule

    /// - Throws: `object.field` for too many or too long patterns, or patterns for a single file.
    package init(
        source: ScopePath, isTree: Bool = false, include: [String] = [], exclude: [String] = [], links: LinkRule = .keep
    ) throws(Failure) {
        let patterns = include + exclude
        try Field.check(patterns.count <= SessionLimits.patterns, "pull.patterns", limit: SessionLimits.patterns)
        try Field.check(isTree || patterns.isEmpty, "pull.patterns")
        for pattern in patterns {
            try Field.check(
                !pattern.isEmpty && pattern.utf8.count <= SessionLimits.pathBytes, "pull.pattern", limit: SessionLimits.pathBytes)
        }
        self.source = source
        self.isTree = isTree
        self.include = include
        self.exclude = exclude
        self.links = links
    }
}

/// Names beneath a directory of a machine.
package struct FileList: Hashable, Sendable {
    package let path: ScopePath
    /// 1: the directory's own entries.
    package let depth: Int

    /// - Throws: `object.field` for a depth outside 1 to `SessionLimits.listDepth`.
    package init(path: ScopePath, depth: Int = 1) throws(Failure) {
        try Field.check((1...SessionLimits.listDepth).contains(depth), "list.depth", limit: SessionLimits.listDepth)
        self.path = path
        self.depth = depth
    }
}
