package import Cryptography

/// What became of a received file: what the outcome says of it.
package struct FinishedFile: Hashable, Sendable {
    package let path: String
    /// Bytes.
    package let size: Int64
    package let digest: Digest
    /// The name, in the same directory, under which the file that was there before is kept.
    package let backup: String?
    /// Whether the file was there already with this content, and so nothing was done: as after a kill at the last moment.
    package let wasAlreadyThere: Bool
    /// The name that the file got instead of its own (keep-both).
    package var otherName: String?
    /// Whether what was there stayed, by the rule, and the new file was left out.
    package var wasSkipped = false
}
