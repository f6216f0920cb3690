package import Cryptography
package import Primitives

/// What a session knows of one operation.
package struct OperationRecord: Hashable, Sendable, Codable {
    package let id: OperationID
    package let digest: Digest
    package let line: Int
    /// Counted against the byte limit: the size at the intent, then what the outcome says was moved.
    package internal(set) var bytes: UInt64
    /// From a signed outcome only.
    package internal(set) var result: OperationResult?
    package internal(set) var outcome: Digest?
}
