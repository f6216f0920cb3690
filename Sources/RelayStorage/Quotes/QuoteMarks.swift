package import Entitlement
package import Primitives
import Sessions
import Storage

extension Quotes {
    /// What becomes of a quote beside its acceptance: withdrawn, prepaid, performed, invoiced, paid, credited. Asking for the
    /// state in which it is changes nothing.
    ///
    /// Prepaid, a quote that sells an allotment gives its units to the line's term of that day, once (requirement B5.6). Performed
    /// by hand is for work without a hold; `used` is at most the cap, nil: the estimate.
    /// Throws `quote.state`, `quote.field`, `quote.over-cap`, `quote.in-use`, `storage.no-such-row`.
    package func mark(
        _ id: QuoteID, _ wanted: QuoteState, reference: String = "", used: Quantity? = nil, by technician: TechnicianID,
        in setting: EntitlementSetting, at time: Timestamp
    ) throws -> Quote {
        guard CommerceText.isFit(reference) else { throw Failure(.quoteField, ["field": "reference"]) }
        let quote = try require(id)
        let state = quote.state(at: time)
        if state == wanted { return quote }
        guard state.next.contains(wanted) else { throw quote.wrongState(state, wanted) }
        let actor = technician.description
        let step: StoredQuoteEvent.Step
        switch wanted {
        case .quoted, .accepted, .lapsed: throw quote.wrongState(state, wanted)
        case .withdrawn:
            guard try transaction.charges.live(of: id) == nil else { throw Failure(.quoteInUse, ["quote": quote.name]) }
            step = .withdrawn
        case .performed:
            return try performByHand(quote, used: used ?? quote.content.quantity, actor: actor, at: time)
        case .prepaid: step = .prepaid
        case .invoiced: step = .invoiced
        case .paid: step = .paid
        case .credited: step = .credited
        }
        let detail = StoredQuoteEvent.Detail(reference: reference.isEmpty ? nil : reference)
        try append(step, wanted, to: id, actor: actor, detail: detail, at: time)
        if wanted == .prepaid, let quota = quote.content.allotment {
            try allot(quote, quota, actor: actor, in: setting, at: time)
        }
        return try require(id)
    }

    /// The work of a hold by this quote was done.
    func performed(_ id: QuoteID, used: Quantity, actual: Money, actor: String, at time: Timestamp) throws {
        let quote = try require(id)
        guard quote.storedState.next.contains(.performed) else { throw quote.wrongState(quote.storedState, .performed) }
        var detail = StoredQuoteEvent.Detail()
        detail.used = used
        detail.actual = actual
        try append(.performed, .performed, to: id, actor: actor, detail: detail, at: time)
    }

    /// Writes down that quotes have lapsed; returns which. A request that was sent in time may be answered in its own time, so
    /// that this is done as much later; to people a quote has lapsed as soon as its time is over. What lapsed longer ago than
    /// `CommerceLimits.lapseWindow` was written down before, or the relay was off: then it is left, for it says nothing new.
    @discardableResult
    package func lapse(at time: Timestamp) throws -> [Quote] {
        let ids: [QuoteID] = try transaction.query(
            """
            SELECT id FROM quotes WHERE valid_until BETWEEN ? AND ?
                AND (SELECT event FROM quote_events WHERE quote = quotes.id ORDER BY sequence DESC LIMIT 1)
                    IN ('made', 'rejected')
            ORDER BY valid_until LIMIT \(CommerceLimits.listRows)
            """, [time - CommerceLimits.lapseWindow, time - SessionLimits.unwatchedRequestLife]
        ).map { try $0.value("id") }
        return try ids.map { id in
            try append(.lapsed, .lapsed, to: id, actor: "relay", at: time)
            return try require(id)
        }
    }

    private func performByHand(_ quote: Quote, used: Quantity, actor: String, at time: Timestamp) throws -> Quote {
        guard used > .zero, used <= quote.content.cap else {
            throw Failure(
                .quoteOverCap,
                [
                    "quote": quote.name, "cap": String(quote.content.cap.thousandths),
                    "used": String(used.thousandths),
                ])
        }
        let charges = transaction.charges
        guard try charges.live(of: quote.id) == nil else { throw Failure(.quoteInUse, ["quote": quote.name]) }
        let charge = try charges.insert(
            hold: nil, part: nil, quote: quote.id, contract: quote.contract, cap: quote.content.total,
            quantity: quote.content.cap, actor: actor, at: time)
        let actual = charge.price(of: used)
        try charges.append(.performed, to: charge.id, used: used, actual: actual, actor: actor, at: time)
        try performed(quote.id, used: used, actual: actual, actor: actor, at: time)
        return try require(quote.id)
    }

    /// The units that the quote sold, to the quota's bucket of the term that holds the day.
    private func allot(
        _ quote: Quote, _ quota: QuotaName, actor: String, in setting: EntitlementSetting, at time: Timestamp
    ) throws {
        let field = Failure(.quoteField, ["field": "allotment"])
        guard let line = quote.line else { throw field }
        let bucket = try transaction.standings.allotment(quota, of: line, at: time, in: setting.zone)
        guard let bucket else { throw field }
        let context = LedgerContext(
            key: "quote/\(quote.id)/allotment", actor: actor, reason: quote.name, occurredAt: time)
        try transaction.ledger.grant(quote.content.quantity, to: bucket.id, context)
    }
}

extension Standings {
    /// The bucket of a quota in the line's term that holds the instant; nil where there is none.
    func allotment(
        _ quota: QuotaName, of line: ContractLineID, at time: Timestamp, in zone: CivilZone
    ) throws -> Bucket? {
        let standing = try self.line(line)
        guard let term = standing.terms.first(where: { $0.interval.contains(time, in: zone) }) else { return nil }
        return standing.buckets.map(\.bucket)
            .first { $0.term == term.id && $0.quota == quota && $0.role == .allotment }
    }
}
