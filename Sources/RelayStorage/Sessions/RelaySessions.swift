package import AuditStorage
package import Cryptography
package import Entitlement
package import Primitives
package import Sessions
package import Storage

/// The sessions.
package struct RelaySessions {
    /// Sessions that one list returns at most, newest first: what one reply frame can hold.
    package static let listLimit = 100

    let transaction: Transaction

    /// Adds a session with its request and lines under the next number, from 1001.
    ///
    /// Throws `storage.constraint` where the id or the request is known: look first, and answer as before (H36).
    package func insert(
        _ session: Session, request: StoredSigned, customer: CustomerID, organisation: OrganisationID, at time: Timestamp
    ) throws -> RelaySession {
        try transaction.execute(
            """
            INSERT INTO sessions (id, number, machine, technician, customer, organisation, request_digest, phase, is_open,
                snapshot, created, changed, expires)
            VALUES (?1, (SELECT coalesce(max(number), 1000) + 1 FROM sessions), ?2, ?3, ?4, ?5, ?6, ?7, 1, ?8, ?9, ?9, ?10)
            """,
            [
                session.id, session.machine, session.technician, customer, organisation, request.digest,
                session.phase.rawValue, StoredJSON(session), time, session.requestExpiry,
            ])
        try transaction.sessionObjects.append(request, kind: .request, to: session.id, at: time)
        for line in session.lines { try transaction.sessionLines.insert(line, in: session.id) }
        return try require(session.id)
    }

    package func find(_ id: SessionID) throws -> RelaySession? {
        try transaction.first("SELECT * FROM sessions WHERE id = ?", [id]).map { try RelaySession($0) }
    }

    /// Throws `storage.no-such-row`.
    package func require(_ id: SessionID) throws -> RelaySession {
        guard let session = try find(id) else { throw Failure(.storageNoSuchRow, ["id": id.description]) }
        return session
    }

    package func find(number: Int, scope: OrganisationScope) throws -> RelaySession? {
        try transaction.first(
            "SELECT * FROM sessions WHERE number = ?2 AND \(scope.condition(parameter: 1))", [scope.storedOrganisation, number]
        ).map { try RelaySession($0) }
    }

    package func find(request: Digest) throws -> RelaySession? {
        try transaction.first("SELECT * FROM sessions WHERE request_digest = ?", [request]).map { try RelaySession($0) }
    }

    /// Newest first, at most `listLimit`.
    package func list(
        machine: MachineID? = nil, technician: TechnicianID? = nil, openOnly: Bool = false, scope: OrganisationScope
    ) throws -> [RelaySession] {
        try transaction.query(
            """
            SELECT * FROM sessions WHERE \(scope.condition(parameter: 1)) AND (?2 IS NULL OR machine = ?2)
                AND (?3 IS NULL OR technician = ?3) AND (?4 = 0 OR is_open = 1)
            ORDER BY number DESC LIMIT \(Self.listLimit)
            """,
            [scope.storedOrganisation, machine, technician, openOnly]
        ).map { try RelaySession($0) }
    }

    /// What to offer or resume when the machine connects, oldest first. Not limited: one machine's open sessions are few.
    package func open(on machine: MachineID) throws -> [RelaySession] {
        try transaction.query("SELECT * FROM sessions WHERE machine = ? AND is_open = 1 ORDER BY number", [machine])
            .map { try RelaySession($0) }
    }

    /// How many sessions are open on a machine, and how many of them are of one technician.
    package func openCount(on machine: MachineID, of technician: TechnicianID) throws -> (all: Int, own: Int) {
        let row = try transaction.first(
            "SELECT count(*) AS all_open, coalesce(sum(technician = ?2), 0) AS own FROM sessions WHERE machine = ?1 AND is_open = 1",
            [machine, technician])
        return (try row?.value("all_open") ?? 0, try row?.value("own") ?? 0)
    }

    /// How many sessions are open that the machine began by itself.
    package func openOwn(of machine: MachineID) throws -> Int {
        try transaction.value(
            "SELECT count(*) FROM sessions WHERE machine = ? AND technician IS NULL AND is_open = 1", [machine]) ?? 0
    }

    /// What a technician has open, oldest first. Not limited: all of it ends when its technician is revoked.
    package func open(of technician: TechnicianID) throws -> [RelaySession] {
        try transaction.query("SELECT * FROM sessions WHERE technician = ? AND is_open = 1 ORDER BY number", [technician])
            .map { try RelaySession($0) }
    }

    /// Open sessions whose time is over, soonest first.
    package func due(at time: Timestamp) throws -> [RelaySession] {
        try transaction.query("SELECT * FROM sessions WHERE is_open = 1 AND expires <= ? ORDER BY expires", [time])
            .map { try RelaySession($0) }
    }

    /// When the next open session expires; nil when none is open.
    package func nextExpiry() throws -> Timestamp? {
        try transaction.value("SELECT min(expires) FROM sessions WHERE is_open = 1", as: Timestamp?.self) ?? nil
    }

    /// Ended sessions with a line whose hold is not settled yet, oldest first.
    package func unsettled() throws -> [RelaySession] {
        try transaction.query(
            """
            SELECT * FROM sessions WHERE is_open = 0
                AND id IN (SELECT session FROM session_lines WHERE settlement = 'held')
            ORDER BY number
            """
        ).map { try RelaySession($0) }
    }

    /// Writes what the state machine came to, and its line in the timeline.
    ///
    /// Read, apply and save in one `write`: the queue keeps others out between.
    /// - Parameter code: what happened; `parameters` carry values for its sentence.
    package func save(
        _ session: Session, at time: Timestamp, code: String, parameters: [String: String] = [:]
    ) throws {
        let changed = try transaction.execute(
            """
            UPDATE sessions SET phase = ?2, is_open = ?3, snapshot = ?4, changed = ?5, expires = coalesce(?6, expires)
            WHERE id = ?1
            """,
            [
                session.id, session.phase.rawValue, session.phase != .ended, StoredJSON(session), time, session.deadline,
            ])
        guard changed == 1 else { throw Failure(.storageNoSuchRow, ["id": session.id.description]) }
        try transaction.sessionEvents.append(
            state: session.phase.rawValue, code: code, parameters: parameters, to: session.id, at: time)
    }
}

extension Transaction {
    package var sessions: RelaySessions { RelaySessions(transaction: self) }
}
