package import AuditStorage
package import Cryptography
package import Primitives
package import Sessions
package import Storage

/// An operation that the relay let pass, and its outcome once the agent has told it.
package struct RelayOperation: Hashable, Sendable {
    package let id: OperationID
    package let session: SessionID
    package let line: Int
    package let operation: StoredSigned
    package let intended: Timestamp
    package let outcome: StoredSigned?
    package let result: OperationResult?
    package let resolved: Timestamp?

    init(_ row: Row) throws {
        id = try row.value("id")
        session = try row.value("session")
        line = try row.value("line")
        operation = StoredSigned(digest: try row.value("operation_digest"), bytes: try row.value("operation"))
        intended = try row.value("intended")
        outcome = try row.signed("outcome")
        result = try row.value("result", as: String?.self) == nil ? nil : row.word("result")
        resolved = try row.value("resolved")
    }
}

package struct RelayOperations {
    let transaction: Transaction

    /// Writes the intent, before the operation is forwarded. The same operation again (a resumed transfer) returns false.
    ///
    /// Throws `call.conflict` where another operation has this id (H36), `storage.constraint` where session or line are none.
    @discardableResult
    package func intend(
        _ id: OperationID, session: SessionID, line: Int, operation: StoredSigned, at time: Timestamp
    ) throws -> Bool {
        if let known = try find(id) {
            guard known.operation.digest == operation.digest, known.session == session else {
                throw Failure(.callConflict, ["family": "operation", "id": id.description])
            }
            return false
        }
        try transaction.execute(
            "INSERT INTO operations (id, session, line, operation, operation_digest, intended) VALUES (?, ?, ?, ?, ?, ?)",
            [id, session, line, operation.bytes, operation.digest, time])
        return true
    }

    /// Writes the outcome. The same outcome again returns false: the agent repeats it until it is acknowledged.
    ///
    /// Throws `storage.no-such-row`, and `call.conflict` where another outcome was told.
    @discardableResult
    package func resolve(
        _ id: OperationID, outcome: StoredSigned, result: OperationResult, at time: Timestamp
    ) throws -> Bool {
        guard let known = try find(id) else { throw Failure(.storageNoSuchRow, ["id": id.description]) }
        if let told = known.outcome {
            guard told.digest == outcome.digest else {
                throw Failure(.callConflict, ["family": "outcome", "id": id.description])
            }
            return false
        }
        try transaction.execute(
            "UPDATE operations SET outcome = ?, outcome_digest = ?, result = ?, resolved = ? WHERE id = ?",
            [outcome.bytes, outcome.digest, result.rawValue, time, id])
        return true
    }

    package func find(_ id: OperationID) throws -> RelayOperation? {
        try transaction.first("SELECT * FROM operations WHERE id = ?", [id]).map { try RelayOperation($0) }
    }

    package func find(digest: Digest) throws -> RelayOperation? {
        try transaction.first("SELECT * FROM operations WHERE operation_digest = ?", [digest])
            .map { try RelayOperation($0) }
    }

    /// Sessions of a machine with an operation whose outcome is not known.
    package func sessionsWithUnresolved(on machine: MachineID) throws -> [SessionID] {
        try transaction.query(
            """
            SELECT DISTINCT operations.session FROM operations JOIN sessions ON sessions.id = operations.session
            WHERE sessions.machine = ? AND operations.resolved IS NULL
            """, [machine]
        ).map { try $0.value("session") }
    }

    /// Oldest first; those without an outcome alone where asked (H78: what a crash left to reconcile).
    package func all(of session: SessionID, unresolvedOnly: Bool = false) throws -> [RelayOperation] {
        try transaction.query(
            "SELECT * FROM operations WHERE session = ? AND (? = 0 OR resolved IS NULL) ORDER BY intended, id",
            [session, unresolvedOnly]
        ).map { try RelayOperation($0) }
    }
}

extension Transaction {
    package var operations: RelayOperations { RelayOperations(transaction: self) }
}
