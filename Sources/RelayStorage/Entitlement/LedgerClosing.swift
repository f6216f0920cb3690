package import Entitlement
package import Primitives
import Storage

extension Ledger {
    /// Settles a line by its signed outcome: what was used is consumed, rounded up to the quota's step, and the rest goes back;
    /// or a dispute is opened, which consumes nothing. The same basis again gives the same settlement; another one is a
    /// conflict, except where the first said only that nothing more was heard.
    ///
    /// Throws `ledger.hold-closed`, `ledger.over-held`, `storage.no-such-row`.
    package func close(
        _ id: HoldID, basis: SettlementBasis, actor: String, zone: CivilZone, at time: Timestamp
    ) throws -> LineSettlement {
        let hold = try stored(id)
        // An open one has no settlement.
        if hold.state != .open {
            guard let settled = try settlement(of: id) else { throw hold.closed() }
            if settled.basis == basis { return settled }
            guard hold.state == .disputed, settled.basis?.result == .silent else { throw hold.closed() }
        }
        var ending = Ending(used: .zero, basis: basis, reason: basis.result.rawValue, actor: actor)
        switch try Settlement(basis, of: try quantity(of: hold)) {
        case .consume(let used):
            ending.used = used
            return try finish(hold, ending, zone: zone, at: time)
        case .dispute:
            var step = try LedgerStep(transaction, at: time)
            let settlement = LineSettlement(
                hold: id, state: .disputed, consumed: .zero, basis: basis, decision: nil, closeEntry: nil, useEntry: nil,
                settled: time)
            try set(hold, state: .disputed, in: &step)
            try record(settlement, in: &step)
            try step.finish(hold.logged)
            return settlement
        }
    }

    /// Settles a disputed line as an admin decided. The same decision again gives the same settlement.
    package func decide(_ id: HoldID, _ decision: DisputeDecision, zone: CivilZone, at time: Timestamp) throws -> LineSettlement {
        let hold = try stored(id)
        let settled = try settlement(of: id)
        if let settled, settled.decision == decision { return settled }
        guard hold.state == .disputed else { throw hold.closed() }
        let ending = Ending(
            used: decision.used, basis: settled?.basis, decision: decision, reason: decision.reason, actor: decision.decidedBy)
        return try finish(hold, ending, zone: zone, at: time)
    }

    /// Ends a hold that nobody settled, as if nothing had been used: revoked before any work, replaced, or overdue.
    package func release(
        _ id: HoldID, reason: String = "released", actor: String, zone: CivilZone, at time: Timestamp
    ) throws -> LineSettlement {
        let hold = try stored(id)
        let settled = try settlement(of: id)
        if hold.state == .closed {
            guard let settled, settled.consumed == .zero else { throw hold.closed() }
            return settled
        }
        let ending = Ending(used: .zero, basis: settled?.basis, reason: reason, actor: actor)
        return try finish(hold, ending, zone: zone, at: time)
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

    /// How a reservation ends.
    struct Ending {
        var used: Quantity
        var basis: SettlementBasis?
        var decision: DisputeDecision?
        let reason: String
        let actor: String
    }

    private func finish(
        _ hold: StoredHold, _ ending: Ending, zone: CivilZone, at time: Timestamp
    ) throws -> LineSettlement {
        let whole = try quantity(of: hold)
        guard (Quantity.zero...whole).contains(ending.used) else {
            let parameters = ["held": String(whole.thousandths), "used": String(ending.used.thousandths)]
            throw Failure(.ledgerOverHeld, parameters)
        }
        var step = try LedgerStep(transaction, at: time)
        let legs = try legs(of: hold.id, in: &step)
        let use = try use(of: legs, ending.used, zone: zone, at: time, in: &step)
        let content = try CanonicalJSON.encode(
            [
                "hold": hold.id.description, "used": String(ending.used.thousandths), "outcome": ending.basis?.outcome ?? "",
            ])
        let settlement = LineSettlement(
            hold: hold.id, state: .closed, consumed: use.consumed, basis: ending.basis, decision: ending.decision,
            closeEntry: try post(.close, use.held, hold, content, ending, at: time, in: &step),
            useEntry: try post(.use, use.tallied, hold, content, ending, at: time, in: &step), settled: time)
        try set(hold, state: .closed, in: &step)
        try record(settlement, in: &step)
        try step.finish(hold.logged)
        // What the legs do not cover is free or has a price.
        if try legs.reduce(Quantity.zero, { try $0.adding($1.leg.quantity) }) < whole {
            try performCharges(of: hold, ending, at: time)
        }
        for leg in use.unused { try passOn(leg, of: hold, zone: zone, at: time) }
        return settlement
    }

    private struct Use {
        var held: [Posting] = []
        var tallied: [Posting] = []
        /// With what was used beside the legs: free and priced parts.
        var consumed: Quantity
        /// Legs that gave back everything they held.
        var unused: [StoredLeg] = []
    }

    /// Takes what was used from the legs in their order.
    private func use(
        of legs: [StoredLeg], _ used: Quantity, zone: CivilZone, at time: Timestamp, in step: inout LedgerStep
    ) throws -> Use {
        var use = Use(consumed: .zero)
        var rest = used
        for stored in legs {
            let leg = stored.leg
            let taken = min(rest, leg.quantity)
            rest = try rest.subtracting(taken)
            var consumed = taken
            switch leg.effect {
            case .nothing: continue
            case .tally: use.tallied += try LedgerRules.use(taken, in: leg.bucket)
            case .hold, .late:
                consumed = stored.consumed(for: taken)
                let isOver = try step.bucket(leg.bucket).isOver(at: time, in: zone)
                use.held += try LedgerRules.close(leg.quantity, in: leg.bucket, used: consumed, isOver: isOver)
                if consumed == .zero { use.unused.append(stored) }
            }
            use.consumed = try use.consumed.adding(consumed)
        }
        use.consumed = try use.consumed.adding(rest)
        return use
    }

    private func performCharges(of hold: StoredHold, _ ending: Ending, at time: Timestamp) throws {
        let isCharged =
            try hold.acceptedPrice > .zero || transaction.first("SELECT 1 FROM charges WHERE hold = ?", [hold.id]) != nil
        guard isCharged else { return }
        try transaction.charges.perform(self.hold(hold.id), used: ending.used, actor: ending.actor, at: time)
    }

    private func post(
        _ kind: LedgerTransaction.Kind, _ postings: [Posting], _ hold: StoredHold, _ content: String, _ ending: Ending,
        at time: Timestamp, in step: inout LedgerStep
    ) throws -> LedgerTransactionID? {
        guard !postings.isEmpty, let contract = hold.contract else { return nil }
        let context = LedgerContext(
            key: "\(kind.rawValue)/\(hold.id)", actor: ending.actor, reason: ending.reason, occurredAt: time)
        return try step.post(kind, contract: contract, content: content, context, work: hold.work, postings: postings).id
    }
}

extension Row {
    fileprivate func optionalJSON<Value: Decodable>(_ column: String) throws -> Value? {
        guard try value(column, as: String?.self) != nil else { return nil }
        return try json(column)
    }
}
