/// What a payload may be at most (H53). Whoever installs one also knows its size and number of files from signed metadata.
package enum PayloadLimits {
    /// Files, directories and links together.
    package static let maximumEntries = 200_000
    /// Bytes of one file.
    package static let maximumFileSize: Int64 = 8 << 30
    /// Bytes of all files together.
    package static let maximumTotalSize: Int64 = 32 << 30
    /// Bytes of a path; what a tar header without extensions holds.
    package static let maximumPath = 255
    /// Bytes of a link's target.
    package static let maximumLinkTarget = 100
    /// Directories within each other.
    package static let maximumDepth = 32
    /// zstd's window, as a power of two: the memory that unpacking takes.
    package static let windowLog: Int32 = 23
    /// Bytes of zeros that end the archive: two blocks, and no more.
    package static let endBytes = 1024
}
