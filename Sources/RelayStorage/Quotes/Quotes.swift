import AuditStorage
import Cryptography
package import Entitlement
package import Primitives
package import Storage

/// The quotes. Rows and events are only ever added.
package struct Quotes {
    let transaction: Transaction

    /// Throws `storage.no-such-row`, for another organisation's customer too.
    package func require(_ id: QuoteID, scope: OrganisationScope = .all) throws -> Quote {
        try only(select("quotes.id = ?2", [id], scope), id.description)
    }

    /// By the number that people say: `12`. Throws `storage.no-such-row`.
    package func require(number: Int64, scope: OrganisationScope = .all) throws -> Quote {
        try only(select("quotes.number = ?2", [number], scope), "Q-\(number)")
    }

    /// Newest first, at most `CommerceLimits.listRows`; those of which work may still come, where only open ones are wanted.
    package func list(
        contract: ContractID? = nil, customer: CustomerID? = nil, openOnly: Bool = false, scope: OrganisationScope,
        at time: Timestamp
    ) throws -> [Quote] {
        try select(
            """
            (?2 IS NULL OR quotes.contract = ?2) AND (?3 IS NULL OR quotes.customer = ?3)
            AND (?4 = 0 OR newest.state IN ('accepted', 'prepaid')
                OR (newest.state = 'quoted' AND (newest.event = 'recorded' OR quotes.valid_until > ?5)))
            """, [contract, customer, openOnly, time], scope)
    }

    /// Those with an acceptance that waits for a second person, oldest first.
    package func waiting(scope: OrganisationScope) throws -> [Quote] {
        try select("newest.event = 'recorded'", [], scope, order: "quotes.number")
    }

    func find(technician: TechnicianID, key: String) throws -> (quote: Quote, request: Digest)? {
        let row = try transaction.first(
            "SELECT id, request_digest FROM quotes WHERE technician = ? AND key = ?", [technician, key])
        guard let row else { return nil }
        return (try require(row.value("id")), try row.value("request_digest"))
    }

    func append(
        _ step: StoredQuoteEvent.Step, _ state: QuoteState, to quote: QuoteID, actor: String, person: String = "",
        detail: StoredQuoteEvent.Detail = StoredQuoteEvent.Detail(), at time: Timestamp
    ) throws {
        try transaction.execute(
            """
            INSERT INTO quote_events (quote, event, state, actor, person, detail, time) VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [quote, step.rawValue, state.rawValue, actor, person, try CanonicalJSON.encode(detail), time])
    }

    private func only(_ quotes: [Quote], _ name: String) throws -> Quote {
        guard let quote = quotes.first else { throw Failure(.storageNoSuchRow, ["id": name]) }
        return quote
    }

    private func select(
        _ condition: String, _ values: [any Storable], _ scope: OrganisationScope, order: String = "quotes.number DESC"
    ) throws -> [Quote] {
        try transaction.query(
            """
            SELECT quotes.* FROM quotes JOIN customers ON customers.id = quotes.customer
            JOIN quote_events AS newest ON newest.sequence =
                (SELECT max(sequence) FROM quote_events WHERE quote = quotes.id)
            WHERE \(condition) AND \(scope.condition(parameter: 1))
            ORDER BY \(order) LIMIT \(CommerceLimits.listRows)
            """, [scope.storedOrganisation] + values
        ).map { try quote($0) }
    }

    /// Throws `storage.corrupt` where the content is no longer what was offered.
    private func quote(_ row: Row) throws -> Quote {
        let (id, text): (QuoteID, String) = (try row.value("id"), try row.value("content"))
        let digest: Digest = try row.value("digest")
        guard Digest.of(text.utf8) == digest else {
            throw Failure(.storageCorrupt, ["detail": "the content of \(id) is not what was offered"])
        }
        let events = try transaction.query("SELECT * FROM quote_events WHERE quote = ? ORDER BY sequence", [id])
            .map { try StoredQuoteEvent($0) }
        return Quote(
            id: id, number: try row.value("number"), technician: try row.value("technician"),
            customer: try row.value("customer"), contract: try row.value("contract"), line: try row.value("line"),
            content: try row.json("content"), digest: digest, made: try row.value("made"),
            validUntil: try row.value("valid_until"), events: events)
    }
}

extension Transaction {
    package var quotes: Quotes { Quotes(transaction: self) }
}
