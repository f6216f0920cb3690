package import Cryptography
import Foundation
package import Primitives
import Storage

/// A diagnosis as this machine keeps it.
package struct StoredDiagnosis: Hashable, Sendable {
    package enum State: String, Hashable, Sendable, CaseIterable {
        case collecting
        /// For the customer's word.
        case waiting
        /// It may leave.
        case approved
        case sent
        /// The customer said no.
        case withheld
        /// It did not come to its end.
        case over
    }

    /// What leaves, or left.
    package struct Bundle: Hashable, Sendable {
        package let name: String
        /// Bytes.
        package let size: UInt64
        package let digest: Digest
        /// Files that the customer left out.
        package let leftOut: [String]

        package init(name: String, size: UInt64, digest: Digest, leftOut: [String]) {
            self.name = name
            self.size = size
            self.digest = digest
            self.leftOut = leftOut
        }
    }

    package let operation: OperationID
    package let session: SessionID
    package let asked: Timestamp
    package let state: State
    package let findings: UInt64
    package let redactions: UInt64
    /// nil before it was approved.
    package let bundle: Bundle?
    package let decided: Timestamp?
    /// The person's name.
    package let decidedBy: String
    /// Why it is withheld.
    package let reason: String

    init(_ row: Row) throws {
        operation = try row.value("operation")
        session = try row.value("session")
        asked = try row.value("asked")
        state = try row.word("state")
        findings = try row.value("findings")
        redactions = try row.value("redactions")
        let name: String = try row.value("name")
        let leftOut: String = try row.value("left_out")
        bundle =
            name.isEmpty
            ? nil
            : Bundle(
                name: name, size: try row.value("size"), digest: try row.value("digest"),
                leftOut: leftOut.split(separator: "\n").map(String.init))
        decided = try row.value("decided")
        decidedBy = try row.value("decided_by")
        reason = try row.value("reason")
    }
}
