/// What a walk found: an entry without its digests.
package struct TreeItem: Hashable, Sendable {
    package let kind: ManifestEntry.Kind
    /// Relative to the tree's root.
    package let path: String
    /// Bytes; 0 for directories and links.
    package let size: Int64
    package let mode: UInt32
    /// Nanoseconds since 1970.
    package let modified: Int64
    /// Where a link leads.
    package let target: String
    let status: FileStatus
    /// Whether a link is followed to reach it.
    let isFollowed: Bool

    init(_ kind: ManifestEntry.Kind, _ path: String, _ status: FileStatus, target: String = "", isFollowed: Bool = false) {
        self.kind = kind
        self.path = path
        self.status = status
        self.target = target
        self.isFollowed = isFollowed
        size = kind == .file ? status.size : 0
        mode = kind == .link ? 0o777 : status.mode & 0o777
        modified = status.modified
    }
}
