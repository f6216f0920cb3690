/// One name that a person asked to see: nothing is opened, and nothing is promised about its content.
package struct ListedEntry: Hashable, Sendable {
    /// Devices, FIFOs and sockets are not listed.
    package var kind: ManifestEntry.Kind
    /// Relative to the listed directory.
    package var path: String
    /// Where a link leads, as it is written there, wherever that may be. Empty for others.
    package var target: String
    /// Bytes; 0 for directories and links.
    package var size: Int64
    /// Permissions, at most 0o777.
    package var mode: UInt32
    /// Nanoseconds since 1970, UTC.
    package var modified: Int64

    package init(kind: ManifestEntry.Kind, path: String, target: String = "", size: Int64, mode: UInt32, modified: Int64) {
        self.kind = kind
        self.path = path
        self.target = target
        self.size = size
        self.mode = mode
        self.modified = modified
    }

    /// Not followed where it is a link; nil for what is not listed.
    init?(_ status: FileStatus, path: String, target: String) {
        switch status.kind {
        case .regular: kind = .file
        case .directory: kind = .directory
        case .symbolicLink: kind = .link
        case .other: return nil
        }
        self.path = path
        self.target = target
        size = kind == .file ? status.size : 0
        mode = status.mode & 0o777
        modified = status.modified
    }
}
