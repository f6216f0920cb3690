package import AuditStorage
package import Primitives
package import Sessions
package import Storage

/// The sessions that were offered to this machine.
package struct AgentSessions {
    let transaction: Transaction

    /// Adds an offered session with its request. Throws `storage.constraint` where the id is known: look first.
    package func insert(
        _ session: Session, number: String, request: StoredSigned, technicianName: String, organisationName: String,
        watched: Bool, at time: Timestamp
    ) throws {
        try transaction.execute(
            """
            INSERT INTO sessions (id, number, technician_name, organisation_name, watched, phase, is_open, snapshot, created,
                changed)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)
            """,
            [
                session.id, number, technicianName, organisationName, watched, session.phase.rawValue,
                session.phase != .ended, StoredJSON(session), time,
            ])
        try transaction.sessionObjects.append(request, kind: .request, to: session.id, at: time)
    }

    package func find(_ id: SessionID) throws -> AgentSession? {
        try transaction.first("SELECT * FROM sessions WHERE id = ?", [id]).map { try AgentSession($0) }
    }

    /// Throws `storage.no-such-row`.
    package func require(_ id: SessionID) throws -> AgentSession {
        guard let session = try find(id) else { throw Failure(.storageNoSuchRow, ["id": id.description]) }
        return session
    }

    /// The newest with this number: the relay gives numbers, and a restored one may give one again.
    package func find(number: String) throws -> AgentSession? {
        try transaction.first("SELECT * FROM sessions WHERE number = ? ORDER BY created DESC LIMIT 1", [number])
            .map { try AgentSession($0) }
    }

    /// Whether so many of the newest sessions were all added after a time.
    package func hasAdded(_ count: Int, since time: Timestamp) throws -> Bool {
        let sql = "SELECT created > ? FROM sessions ORDER BY rowid DESC LIMIT 1 OFFSET ?"
        return try transaction.value(sql, [time, max(0, count - 1)], as: Bool.self) ?? false
    }

    /// Oldest first.
    package func open() throws -> [AgentSession] {
        try transaction.query("SELECT * FROM sessions WHERE is_open = 1 ORDER BY created, id").map { try AgentSession($0) }
    }

    /// Writes what the state machine came to. Read, apply and save in one `write`.
    /// - Parameters:
    ///   - clock: the grant's; nil leaves the stored one.
    ///   - endedCode: nil leaves the stored one.
    package func save(_ session: Session, clock: GrantClock? = nil, endedCode: String? = nil, at time: Timestamp) throws {
        let changed = try transaction.execute(
            """
            UPDATE sessions SET phase = ?2, is_open = ?3, snapshot = ?4, clock = coalesce(?5, clock),
                ended_code = coalesce(?6, ended_code), changed = ?7
            WHERE id = ?1
            """,
            [
                session.id, session.phase.rawValue, session.phase != .ended, StoredJSON(session), clock.map { StoredJSON($0) },
                endedCode, time,
            ])
        guard changed == 1 else { throw Failure(.storageNoSuchRow, ["id": session.id.description]) }
    }

    /// Why the relay gave the grant back; nil where that does not count any more.
    package func store(waits: AgentSession.Waiting?, of id: SessionID) throws {
        let changed = try transaction.execute(
            "UPDATE sessions SET waits_code = ?, waits_parameters = ? WHERE id = ?", [waits?.code, waits?.parameters, id])
        guard changed == 1 else { throw Failure(.storageNoSuchRow, ["id": id.description]) }
    }

    /// A person here has prepared what the session needs. The first word counts.
    package func ready(_ id: SessionID, at time: Timestamp) throws {
        try transaction.execute("UPDATE sessions SET ready = coalesce(ready, ?) WHERE id = ?", [time, id])
    }

    /// Stores the grant's clock alone: every `GrantClock.storeInterval` and before each intent.
    package func store(clock: GrantClock, of id: SessionID) throws {
        let changed = try transaction.execute("UPDATE sessions SET clock = ? WHERE id = ?", [StoredJSON(clock), id])
        guard changed == 1 else { throw Failure(.storageNoSuchRow, ["id": id.description]) }
    }
}

extension Transaction {
    package var sessions: AgentSessions { AgentSessions(transaction: self) }
}
