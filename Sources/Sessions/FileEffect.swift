package import Cryptography
package import Primitives

/// One file as it is now on the machine, or as it left it.
package struct FileEffect: Hashable, Sendable {
    package let path: String
    package let size: UInt64
    /// nil where the file is gone (`FilePush.deletesExtraneous`).
    package let digest: Digest?
    /// Name of the backup made; empty where nothing was there.
    package let backup: String

    package init(path: String, size: UInt64, digest: Digest?, backup: String = "") throws(Failure) {
        try Field.check(!path.isEmpty && path.utf8.count <= SessionLimits.pathBytes, "file.path", limit: SessionLimits.pathBytes)
        try Field.check(backup.utf8.count <= SessionLimits.pathBytes, "file.backup", limit: SessionLimits.pathBytes)
        self.path = path
        self.size = size
        self.digest = digest
        self.backup = backup
    }
}

/// What a push did to how many files.
package struct FileCounts: Hashable, Sendable {
    package var written: UInt64
    /// Were there with the same content.
    package var unchanged: UInt64
    /// Stayed as they were, by the overwrite rule.
    package var skipped: UInt64
    package var deleted: UInt64

    package init(written: UInt64 = 0, unchanged: UInt64 = 0, skipped: UInt64 = 0, deleted: UInt64 = 0) {
        self.written = written
        self.unchanged = unchanged
        self.skipped = skipped
        self.deleted = deleted
    }
}
