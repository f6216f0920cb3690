package import AuditStorage
package import Primitives
package import Sessions
package import Storage

/// The operations: intent before anything, effect before what cannot be undone, outcome after.
package struct AgentOperations {
    let transaction: Transaction

    /// Writes the intent. The same operation again (a resumed transfer) returns false.
    ///
    /// Throws `call.conflict` where another operation has this id (H36), `storage.constraint` for an unknown session.
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
            """
            INSERT INTO operations (id, session, line, operation, operation_digest, state, intended)
            VALUES (?, ?, ?, ?, ?, 'intent', ?)
            """,
            [id, session, line, operation.bytes, operation.digest, time])
        return true
    }

    /// The next step cannot be undone. Throws `storage.no-such-row`, `call.conflict` where an outcome is there already.
    package func effectBegins(_ id: OperationID) throws {
        guard try require(id).state != .outcome else {
            throw Failure(.callConflict, ["family": "operation", "id": id.description])
        }
        try transaction.execute("UPDATE operations SET state = 'effect' WHERE id = ?", [id])
    }

    /// Writes the signed outcome. The same outcome again returns false.
    ///
    /// Throws `storage.no-such-row`, `call.conflict` where another outcome was signed.
    @discardableResult
    package func resolve(_ id: OperationID, outcome: StoredSigned, result: OperationResult, at time: Timestamp) throws -> Bool {
        if let signed = try require(id).outcome {
            guard signed.digest == outcome.digest else {
                throw Failure(.callConflict, ["family": "outcome", "id": id.description])
            }
            return false
        }
        try transaction.execute(
            """
            UPDATE operations SET state = 'outcome', outcome = ?, outcome_digest = ?, result = ?, resolved = ? WHERE id = ?
            """,
            [outcome.bytes, outcome.digest, result.rawValue, time, id])
        return true
    }

    /// The relay acknowledged the outcome.
    package func reported(_ id: OperationID) throws {
        try transaction.execute("UPDATE operations SET reported = 1 WHERE id = ? AND state = 'outcome'", [id])
    }

    package func find(_ id: OperationID) throws -> AgentOperation? {
        try transaction.first("SELECT * FROM operations WHERE id = ?", [id]).map { try AgentOperation($0) }
    }

    /// Oldest first.
    package func all(of session: SessionID) throws -> [AgentOperation] {
        try transaction.query("SELECT * FROM operations WHERE session = ? ORDER BY intended, id", [session])
            .map { try AgentOperation($0) }
    }

    /// What a crash left between intent and outcome, oldest first (H78).
    package func unresolved() throws -> [AgentOperation] {
        try transaction.query("SELECT * FROM operations WHERE reported = 0 AND state <> 'outcome' ORDER BY intended, id")
            .map { try AgentOperation($0) }
    }

    /// Outcomes that the relay has not acknowledged, oldest first.
    package func unreported() throws -> [AgentOperation] {
        try transaction.query("SELECT * FROM operations WHERE reported = 0 AND state = 'outcome' ORDER BY intended, id")
            .map { try AgentOperation($0) }
    }

    private func require(_ id: OperationID) throws -> AgentOperation {
        guard let operation = try find(id) else { throw Failure(.storageNoSuchRow, ["id": id.description]) }
        return operation
    }
}

extension Transaction {
    package var operations: AgentOperations { AgentOperations(transaction: self) }
}
