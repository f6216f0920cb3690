import AuditStorage
import Cryptography
package import Entitlement
package import Primitives
import Sessions
package import Storage

/// The customers' requests for help.
package struct HelpRequests {
    let transaction: Transaction

    /// Adds a request under the next number; the same key and content from the same machine gives the same request.
    ///
    /// Throws `call.conflict` for other content under the key, `help.text`, `help.too-many`, `storage.constraint`.
    package func ask(_ new: NewHelpRequest, at time: Timestamp) throws -> HelpRequest {
        let content = Digest.of(
            try CanonicalJSON.encode([new.product, new.text, new.person, new.line?.description ?? ""]).utf8)
        let known = try transaction.first(
            "SELECT * FROM help_requests WHERE machine = ? AND key = ?", [new.machine, new.key])
        if let known {
            guard try known.value("content_digest", as: Digest.self) == content else {
                throw Failure(.callConflict, ["family": "help", "id": new.key])
            }
            return try HelpRequest(known)
        }
        try Self.check(new.text)
        guard new.person.count <= SessionLimits.nameCharacters, new.product.count <= SessionLimits.nameCharacters,
            !DisplayText.isSteering(new.person + new.product), !new.key.isEmpty,
            new.key.utf8.count <= SessionLimits.nameCharacters
        else { throw Failure(.helpText, ["limit": String(SessionLimits.nameCharacters)]) }
        try checkRoom(new.machine)
        let id = HelpRequestID.random()
        try transaction.execute(
            """
            INSERT INTO help_requests
                (id, number, customer, machine, key, content_digest, line, product, kind, text, person, state, asked)
            VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM help_requests), ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?)
            """,
            [
                id, new.customer, new.machine, new.key, content, new.line, new.product, new.kind.rawValue, new.text,
                new.person, time,
            ])
        try append(.open, to: id, actor: new.machine.description, text: "", at: time)
        return try require(id)
    }

    package func find(_ id: HelpRequestID) throws -> HelpRequest? {
        try transaction.first("SELECT * FROM help_requests WHERE id = ?", [id]).map { try HelpRequest($0) }
    }

    /// Throws `storage.no-such-row`.
    package func require(_ id: HelpRequestID) throws -> HelpRequest {
        guard let request = try find(id) else { throw Failure(.storageNoSuchRow, ["id": id.description]) }
        return request
    }

    /// By the number that people say: 12 for `H-12`.
    package func find(number: Int64, scope: OrganisationScope = .all) throws -> HelpRequest? {
        try select("help_requests.number = ?2", number, scope).first
    }

    /// Those that are not closed, the oldest first; of one technician, where it is named.
    package func open(technician: TechnicianID? = nil, scope: OrganisationScope) throws -> [HelpRequest] {
        try select("state <> 'closed' AND (?2 IS NULL OR technician = ?2) ORDER BY number", technician, scope)
    }

    /// All, the newest first; of one technician, where it is named.
    package func all(technician: TechnicianID? = nil, scope: OrganisationScope) throws -> [HelpRequest] {
        try select("(?2 IS NULL OR technician = ?2) ORDER BY number DESC", technician, scope)
    }

    /// Of the customer's machines, the newest first.
    package func all(of customer: CustomerID) throws -> [HelpRequest] {
        try select("help_requests.customer = ?2 ORDER BY number DESC", customer, .all)
    }

    /// Oldest first; the timeline.
    package func events(of request: HelpRequestID) throws -> [HelpEvent] {
        try transaction.query("SELECT * FROM help_events WHERE request = ? ORDER BY position", [request]).map {
            HelpEvent(
                position: try $0.value("position"), step: try $0.word("event"), actor: try $0.value("actor"),
                text: try $0.value("text"), time: try $0.value("time"))
        }
    }

    func append(_ step: HelpEvent.Step, to request: HelpRequestID, actor: String, text: String, at time: Timestamp) throws {
        try transaction.execute(
            """
            INSERT INTO help_events (request, position, event, actor, text, time)
            VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM help_events WHERE request = ?1), ?2, ?3, ?4, ?5)
            """, [request, step.rawValue, actor, text, time])
    }

    /// Throws `help.text`. Line ends, tabs and marks of direction are a person's; other control characters are not. Who
    /// shows the text takes out what steers a terminal.
    static func check(_ text: String) throws {
        let plain = text.filter { !$0.isNewline && $0 != "\t" }
        guard plain.contains(where: { !$0.isWhitespace }), text.count <= HelpLimits.textCharacters,
            !plain.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { throw Failure(.helpText, ["limit": String(HelpLimits.textCharacters)]) }
    }

    private func checkRoom(_ machine: MachineID) throws {
        let open: Int =
            try transaction.value("SELECT count(*) FROM help_requests WHERE machine = ? AND state <> 'closed'", [machine]) ?? 0
        guard open < HelpLimits.openRequests else { throw Failure(.helpTooMany, ["limit": String(HelpLimits.openRequests)]) }
    }

    private func select(_ condition: String, _ value: any Storable, _ scope: OrganisationScope) throws -> [HelpRequest] {
        try transaction.query(
            """
            SELECT help_requests.* FROM help_requests JOIN customers ON customers.id = help_requests.customer
            WHERE \(scope.condition(parameter: 1)) AND \(condition) LIMIT \(HelpLimits.listed)
            """, [scope.storedOrganisation, value]
        ).map { try HelpRequest($0) }
    }
}

extension Transaction {
    package var helpRequests: HelpRequests { HelpRequests(transaction: self) }
}
