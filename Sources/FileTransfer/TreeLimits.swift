/// Bounds of trees.
package enum TreeLimits {
    /// Names that one walk meets: a million, some 300 MB of memory at worst.
    package static let maximumNames = 1_000_000
    /// Notes that are kept; further ones are counted only.
    package static let maximumNotes = 1000
    /// What a manifest's entries may take of a record of 8 MiB, bytes, counted a little too high.
    package static let manifestBytes = 7 << 20
    /// Open directories that a receiver keeps.
    package static let openDirectories = 64
    /// Small files that are brought to the disk together.
    package static let batchFiles = 1000
    /// Their bytes.
    package static let batchBytes = 64 << 20
    /// Up to so many files are brought to the disk one by one: a whole file system's pages are not theirs to move.
    package static let singlySynchronised = 16
}
