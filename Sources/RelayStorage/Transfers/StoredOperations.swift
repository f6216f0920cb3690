import AuditStorage
package import Entitlement
package import Primitives
package import Sessions
package import Storage

/// The operations that wait at the relay.
package struct StoredOperations {
    let transaction: Transaction

    /// Takes one in. The same signed bytes again return false.
    ///
    /// Throws `call.conflict` where another operation has this id (H36), `transfer.too-many`.
    package func insert(_ new: NewStoredOperation, limits: TransferLimits, at time: Timestamp) throws -> Bool {
        if let known = try find(new.id) {
            guard known.operation.digest == new.operation.digest, known.blob == new.blob else {
                throw Failure(.callConflict, ["family": "operation", "id": new.id.description])
            }
            return false
        }
        let waiting: Int =
            try transaction.value(
                "SELECT count(*) FROM stored_operations WHERE technician = ? AND state = 'waiting'", [new.technician]) ?? 0
        guard waiting < limits.waitingOfTechnician else {
            throw Failure(.transferTooMany, ["limit": String(limits.waitingOfTechnician)])
        }
        try transaction.execute(
            """
            INSERT INTO stored_operations (id, session, machine, technician, organisation, operation, operation_digest,
                manifest, blob, size, ends_session, keep_until, stored, state)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting')
            """,
            [
                new.id, new.session.id, new.session.session.machine, new.technician, new.session.organisation,
                new.operation.bytes, new.operation.digest, new.manifest, new.blob, new.size, new.endsSession, new.keepUntil, time,
            ])
        try transaction.blobs.touch(new.blob, at: time)
        return true
    }

    package func find(_ id: OperationID) throws -> StoredOperation? {
        try transaction.first("SELECT * FROM stored_operations WHERE id = ?", [id]).map { try StoredOperation($0) }
    }

    /// Of a session, in the order in which they came.
    package func all(of session: SessionID) throws -> [StoredOperation] {
        try transaction.query("SELECT * FROM stored_operations WHERE session = ? ORDER BY stored, id", [session])
            .map { try StoredOperation($0) }
    }

    /// Those that wait, soonest end first; and where asked for the newest that are over.
    package func list(all: Bool, scope: OrganisationScope) throws -> [StoredOperation] {
        let condition = scope.condition(parameter: 1)
        let waiting = try transaction.query(
            "SELECT * FROM stored_operations WHERE \(condition) AND state = 'waiting' ORDER BY stored DESC, id",
            [scope.storedOrganisation])
        let over =
            try all
            ? transaction.query(
                """
                SELECT * FROM stored_operations WHERE \(condition) AND state <> 'waiting'
                ORDER BY finished DESC, id LIMIT \(TransferLimits.listed)
                """, [scope.storedOrganisation]) : []
        return try (waiting + over).map { try StoredOperation($0) }
    }

    /// What can be performed now on these machines, which are here: the session is active. Longest waiting first. Rows of other
    /// machines are not read: most of what waits is for those that are away.
    package func ready(at time: Timestamp, on machines: [MachineID]) throws -> [StoredOperation] {
        let ids = "[" + machines.map { "\"\($0)\"" }.joined(separator: ",") + "]"
        return try transaction.query(Self.readySelection, [ids, time]).map { try StoredOperation($0) }
    }

    /// CROSS JOIN keeps SQLite to this order of tables.
    static let readySelection = """
        SELECT stored_operations.* FROM json_each(?1) AS here
        CROSS JOIN stored_operations ON stored_operations.machine = here.value
        CROSS JOIN sessions ON sessions.id = stored_operations.session
        WHERE stored_operations.state = 'waiting' AND stored_operations.retry_at <= ?2
            AND sessions.is_open = 1 AND sessions.phase = 'active'
        ORDER BY stored_operations.attempts, stored_operations.stored, stored_operations.id
        """

    static let retrySelection = """
        SELECT stored_operations.retry_at FROM stored_operations INDEXED BY stored_operations_put_off
        CROSS JOIN sessions ON sessions.id = stored_operations.session
        WHERE stored_operations.state = 'waiting' AND stored_operations.retry_at > ?1
            AND sessions.is_open = 1 AND sessions.phase = 'active'
        ORDER BY stored_operations.retry_at LIMIT 1
        """

    /// When the next attempt that was put off is due, of a session that is active; nil: none was.
    package func nextRetry(after time: Timestamp) throws -> Timestamp? {
        try transaction.first(Self.retrySelection, [time]).map { try $0.value("retry_at") }
    }

    /// Those whose waiting is over though their session goes on.
    package func due(at time: Timestamp) throws -> [StoredOperation] {
        try transaction.query("SELECT * FROM stored_operations WHERE state = 'waiting' AND keep_until <= ?", [time])
            .map { try StoredOperation($0) }
    }

    /// An attempt that came to nothing.
    package func postpone(_ id: OperationID, code: String, until time: Timestamp) throws {
        try transaction.execute(
            "UPDATE stored_operations SET attempts = attempts + 1, code = ?, retry_at = ? WHERE id = ? AND state = 'waiting'",
            [code, time, id])
    }

    /// It is over. A signed outcome that comes late corrects what was assumed before; nothing else does.
    @discardableResult
    package func finish(
        _ id: OperationID, _ state: StoredOperation.State, code: String = "", isSigned: Bool = false, at time: Timestamp
    ) throws -> Bool {
        let changed = try transaction.execute(
            """
            UPDATE stored_operations SET state = ?2, code = ?3, finished = coalesce(finished, ?4)
            WHERE id = ?1 AND (state = 'waiting' OR ?5 = 1) AND (state <> ?2 OR code <> ?3)
            """, [id, state.rawValue, code, time, isSigned])
        guard changed == 1, let stored = try find(id) else { return false }
        try transaction.blobs.touch(stored.blob, at: time)
        return true
    }

    /// Its session has ended: nothing of it will be performed.
    package func sessionEnded(_ session: SessionID, _ reason: SessionEndReason, at time: Timestamp) throws {
        let state: StoredOperation.State =
            switch reason {
            case .requestExpired, .grantExpired: .expired
            case .withdrawn, .done, .partial, .failed: .cancelled
            case .denied, .revoked, .dropped: .failed
            }
        for stored in try all(of: session) where stored.state == .waiting {
            try finish(stored.id, state, code: "session.\(reason.rawValue)", at: time)
        }
    }
}

extension Transaction {
    package var storedOperations: StoredOperations { StoredOperations(transaction: self) }
}
