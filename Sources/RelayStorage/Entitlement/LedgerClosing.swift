package import Entitlement
package import Primitives
import Storage

extension Ledger {
    /// Settles a line by its signed outcome: what was used is consumed, the rest goes back; or a dispute is opened, which
    /// consumes nothing. The same basis again gives the same settlement; another one is a conflict, except where the first
    /// said only that nothing more was heard.
    ///
    /// Throws `ledger.hold-closed`, `ledger.over-held`, `storage.no-such-row`.
    package func close(
        _ id: HoldID, basis: SettlementBasis, actor: String, zone: CivilZone, at time: Timestamp
    ) throws -> LineSettlement {
        let hold = try hold(id)
        if let settled = try settlement(of: id) {
            if settled.basis == basis { return settled }
            guard hold.state == .disputed, settled.basis?.result == .silent else { throw closed(hold) }
        } else {
            guard hold.state == .open else { throw closed(hold) }
        }
        switch try Settlement(basis, of: hold.verdict.quantity()) {
        case .consume(let used):
            return try finish(
                hold, used: used, basis: basis, decision: nil, reason: basis.result.rawValue, actor: actor, zone: zone, at: time)
        case .dispute:
            try setState(.disputed, of: hold)
            return try record(hold, .disputed, used: .zero, basis: basis, decision: nil, entries: (nil, nil), at: time)
        }
    }

    /// Settles a disputed line as an admin decided. The same decision again gives the same settlement.
    package func decide(_ id: HoldID, _ decision: DisputeDecision, zone: CivilZone, at time: Timestamp) throws -> LineSettlement {
        let hold = try hold(id)
        let settled = try settlement(of: id)
        if let settled, settled.decision == decision { return settled }
        guard hold.state == .disputed else { throw closed(hold) }
        return try finish(
            hold, used: decision.used, basis: settled?.basis, decision: decision, reason: decision.reason,
            actor: decision.decidedBy,
            zone: zone, at: time)
    }

    /// Ends a hold that nobody settled, as if nothing had been used: revoked before any work, replaced, or overdue.
    package func release(
        _ id: HoldID, reason: String = "released", actor: String, zone: CivilZone, at time: Timestamp
    ) throws -> LineSettlement {
        let hold = try hold(id)
        let settled = try settlement(of: id)
        if hold.state == .closed {
            guard let settled, settled.consumed == .zero else { throw closed(hold) }
            return settled
        }
        return try finish(
            hold, used: .zero, basis: settled?.basis, decision: nil, reason: reason, actor: actor, zone: zone, at: time)
    }

    package func settlement(of hold: HoldID) throws -> LineSettlement? {
        let sql = """
            SELECT line_settlements.*, holds.state FROM line_settlements JOIN holds ON holds.id = line_settlements.hold
            WHERE hold = ?
            """
        return try transaction.first(sql, [hold]).map { row in
            LineSettlement(
                hold: hold, state: try row.word("state"), consumed: try row.value("consumed"),
                basis: try row.optionalJSON("basis"), decision: try row.optionalJSON("decision"),
                closeEntry: try row.value("close_entry"), useEntry: try row.value("use_entry"), settled: try row.value("settled"))
        }
    }

    private func finish(
        _ hold: Hold, used: Quantity, basis: SettlementBasis?, decision: DisputeDecision?, reason: String, actor: String,
        zone: CivilZone, at time: Timestamp
    ) throws -> LineSettlement {
        guard (Quantity.zero...(try hold.verdict.quantity())).contains(used) else {
            throw Failure(
                .ledgerOverHeld,
                ["held": String(try hold.verdict.quantity().thousandths), "used": String(used.thousandths)])
        }
        var (rest, held, tallied): (Quantity, [Posting], [Posting]) = (used, [], [])
        for leg in hold.legs {
            let taken = min(rest, leg.quantity)
            rest = try rest.subtracting(taken)
            switch leg.effect {
            case .tally: tallied += try LedgerRules.use(taken, in: leg.bucket)
            case .hold, .late:
                let term = try bucket(leg.bucket).standing.bucket.term
                let isOver = try isOver(term, at: time, in: zone)
                held += try LedgerRules.close(leg.quantity, in: leg.bucket, used: taken, isOver: isOver)
            case .nothing: continue
            }
        }
        let content = try CanonicalJSON.encode(
            ["hold": hold.id.description, "used": String(used.thousandths), "outcome": basis?.outcome ?? ""])
        let entries = (
            try post(.close, held, hold, content, actor, reason, at: time),
            try post(.use, tallied, hold, content, actor, reason, at: time)
        )
        try setState(.closed, of: hold)
        try transaction.charges.perform(hold, used: used, actor: actor, at: time)
        return try record(hold, .closed, used: used, basis: basis, decision: decision, entries: entries, at: time)
    }

    private func post(
        _ kind: LedgerTransaction.Kind, _ postings: [Posting], _ hold: Hold, _ content: String, _ actor: String,
        _ reason: String, at time: Timestamp
    ) throws -> LedgerTransactionID? {
        guard !postings.isEmpty, let contract = hold.contract else { return nil }
        let context = LedgerContext(key: "\(kind.rawValue)/\(hold.id)", actor: actor, reason: reason, occurredAt: time)
        return try insert(
            kind, contract: contract, content: content, context, work: hold.work, postings: postings
        ).id
    }

    private func setState(_ state: Hold.State, of hold: Hold) throws {
        try transaction.execute("UPDATE holds SET state = ? WHERE id = ?", [state.rawValue, hold.id])
    }

    private func record(
        _ hold: Hold, _ state: Hold.State, used: Quantity, basis: SettlementBasis?, decision: DisputeDecision?,
        entries: (close: LedgerTransactionID?, use: LedgerTransactionID?), at time: Timestamp
    ) throws -> LineSettlement {
        try transaction.execute(
            """
            INSERT INTO line_settlements (hold, basis, decision, consumed, close_entry, use_entry, settled)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (hold) DO UPDATE SET basis = ?2, decision = ?3, consumed = ?4, close_entry = ?5, use_entry = ?6,
                settled = ?7
            """,
            [
                hold.id, try basis.map { try CanonicalJSON.encode($0) }, try decision.map { try CanonicalJSON.encode($0) }, used,
                entries.close, entries.use, time,
            ])
        return LineSettlement(
            hold: hold.id, state: state, consumed: used, basis: basis, decision: decision, closeEntry: entries.close,
            useEntry: entries.use, settled: time)
    }

    func closed(_ hold: Hold) -> Failure {
        Failure(.ledgerHoldClosed, ["hold": hold.id.description, "state": hold.state.rawValue])
    }
}

extension Row {
    fileprivate func optionalJSON<Value: Decodable>(_ column: String) throws -> Value? {
        guard try value(column, as: String?.self) != nil else { return nil }
        return try json(column)
    }
}
