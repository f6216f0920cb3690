package import Cryptography
package import Primitives

/// What became of an install; kept until it is reported, and a while longer.
package struct InstallOutcome: Codable, Hashable, Sendable {
    package enum Word: String, Codable, Sendable {
        case committed, interrupted
        case rolledBack = "rolled-back"
    }

    package let id: String
    package let from: String?
    package let to: String
    package let word: Word
    package let reason: InstallReason?
    package let isOldDown: Bool
    package let begun: Timestamp
    package let ended: Timestamp
    package let steps: [InstallTrace]
    /// Digests of the trees of `from` and `to`, as far as they are known.
    package let fromTree: Digest?
    package let toTree: Digest?
    package internal(set) var isReported: Bool
}
