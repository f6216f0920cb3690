package import Primitives
package import Storage

/// What technicians asked this machine to say about itself.
package struct Diagnoses {
    /// So long a diagnosis can be looked at; the same for what was sent.
    package static let age: Duration = .seconds(14 * 86_400)
    /// Diagnoses that one list names, the newest. Ours: a screenful or two.
    package static let listLimit = 64

    let transaction: Transaction

    /// Collecting begins, or begins again after a restart.
    package func begin(_ operation: OperationID, session: SessionID, at time: Timestamp) throws {
        try transaction.execute(
            """
            INSERT INTO diagnoses (operation, session, asked, state) VALUES (?, ?, ?, 'collecting')
            ON CONFLICT (operation) DO UPDATE SET state = 'collecting'
            """, [operation, session, time])
    }

    package func waits(_ operation: OperationID, findings: UInt64, redactions: UInt64) throws {
        try transaction.execute(
            "UPDATE diagnoses SET state = 'waiting', findings = ?, redactions = ? WHERE operation = ?",
            [findings, redactions, operation])
    }

    /// The customer said yes to these bytes.
    package func approve(
        _ operation: OperationID, _ bundle: StoredDiagnosis.Bundle, redactions: UInt64, by person: String, at time: Timestamp
    ) throws {
        try transaction.execute(
            """
            UPDATE diagnoses SET state = 'approved', name = ?, size = ?, digest = ?, left_out = ?, redactions = ?, decided = ?,
                decided_by = ? WHERE operation = ?
            """,
            [
                bundle.name, bundle.size, bundle.digest, bundle.leftOut.joined(separator: "\n"), redactions, time, person,
                operation,
            ])
    }

    package func withhold(_ operation: OperationID, reason: String, by person: String, at time: Timestamp) throws {
        try transaction.execute(
            "UPDATE diagnoses SET state = 'withheld', reason = ?, decided = ?, decided_by = ? WHERE operation = ?",
            [reason, time, person, operation])
    }

    /// Its outcome is signed: it was sent, or it is over; what was withheld stays so.
    package func end(_ operation: OperationID, wasSent: Bool) throws {
        try transaction.execute(
            "UPDATE diagnoses SET state = ? WHERE operation = ? AND state <> 'withheld'",
            [(wasSent ? StoredDiagnosis.State.sent : .over).rawValue, operation])
    }

    package func find(_ operation: OperationID) throws -> StoredDiagnosis? {
        try transaction.first("SELECT * FROM diagnoses WHERE operation = ?", [operation]).map { try StoredDiagnosis($0) }
    }

    /// Newest first, at most `listLimit`.
    package func all() throws -> [StoredDiagnosis] {
        try transaction.query("SELECT * FROM diagnoses ORDER BY asked DESC, operation LIMIT ?", [Self.listLimit])
            .map { try StoredDiagnosis($0) }
    }

    /// How those of a session stand.
    package func states(of session: SessionID) throws -> [OperationID: StoredDiagnosis.State] {
        let rows = try transaction.query("SELECT operation, state FROM diagnoses WHERE session = ?", [session])
        return try Dictionary(rows.map { (try $0.value("operation"), try $0.word("state")) }) { first, _ in first }
    }

    /// How all of them stand, by session.
    package func states() throws -> [SessionID: [OperationID: StoredDiagnosis.State]] {
        var states: [SessionID: [OperationID: StoredDiagnosis.State]] = [:]
        for row in try transaction.query("SELECT operation, session, state FROM diagnoses", []) {
            try states[row.value("session"), default: [:]][row.value("operation")] = row.word("state")
        }
        return states
    }

    /// Those whose time is over, and whose files may go.
    package func overdue(at time: Timestamp) throws -> [StoredDiagnosis] {
        try transaction.query("SELECT * FROM diagnoses WHERE asked <= ? ORDER BY asked", [time - Self.age])
            .map { try StoredDiagnosis($0) }
    }

    package func remove(_ operation: OperationID) throws {
        try transaction.execute("DELETE FROM diagnoses WHERE operation = ?", [operation])
    }
}

extension Transaction {
    package var diagnoses: Diagnoses { Diagnoses(transaction: self) }
}
