package import AuditStorage
package import Primitives
package import Sessions
import Storage

/// An operation as the agent keeps it.
package struct AgentOperation: Hashable, Sendable {
    /// How far it came; what a crash leaves behind is judged by it (H78).
    package enum State: String, Sendable {
        /// Nothing that cannot be undone was done.
        case intent
        /// It was about to be done: whether it was, the disk says.
        case effect
        /// Done or not, and signed.
        case outcome
    }

    package let id: OperationID
    package let session: SessionID
    package let line: Int
    package let operation: StoredSigned
    package let state: State
    package let intended: Timestamp
    package let outcome: StoredSigned?
    package let result: OperationResult?
    /// The relay has acknowledged the outcome.
    package let isReported: Bool

    init(_ row: Row) throws {
        id = try row.value("id")
        session = try row.value("session")
        line = try row.value("line")
        operation = StoredSigned(digest: try row.value("operation_digest"), bytes: try row.value("operation"))
        state = try row.word("state")
        intended = try row.value("intended")
        outcome = try row.signed("outcome")
        result = try row.value("result", as: String?.self) == nil ? nil : row.word("result")
        isReported = try row.value("reported")
    }
}
