/// What a bundle may be at most, for who writes and who reads one (H53).
package enum BundleLimits {
    /// Files and directories.
    package static let entries = 2000
    /// Bytes of all files, unpacked.
    package static let bytes: Int64 = 64 << 20
    /// Bytes of one file.
    package static let fileBytes: Int64 = 16 << 20
    /// Words that a customer has taken out of one bundle.
    package static let words = 100
    /// Bytes that are read at once.
    static let piece = 256 << 10
}
