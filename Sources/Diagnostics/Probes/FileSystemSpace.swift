import Glibc

/// statvfs(3) of a mounted file system.
package struct FileSystemSpace: Hashable, Sendable {
    package let totalBytes: Int64
    /// For everyone, without what is reserved for root.
    package let availableBytes: Int64
    package let freeBytes: Int64
    package let totalInodes: Int64
    package let freeInodes: Int64

    package init(totalBytes: Int64, availableBytes: Int64, freeBytes: Int64, totalInodes: Int64, freeInodes: Int64) {
        self.totalBytes = totalBytes
        self.availableBytes = availableBytes
        self.freeBytes = freeBytes
        self.totalInodes = totalInodes
        self.freeInodes = freeInodes
    }

    /// nil where the system refuses.
    package init?(at path: String) {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        let unit = Int64(clamping: status.f_frsize)
        func bytes(_ blocks: fsblkcnt_t) -> Int64 {
            let (value, overflow) = Int64(clamping: blocks).multipliedReportingOverflow(by: unit)
            return overflow ? .max : value
        }
        totalBytes = bytes(status.f_blocks)
        availableBytes = bytes(status.f_bavail)
        freeBytes = bytes(status.f_bfree)
        totalInodes = Int64(clamping: status.f_files)
        freeInodes = Int64(clamping: status.f_ffree)
    }
}
