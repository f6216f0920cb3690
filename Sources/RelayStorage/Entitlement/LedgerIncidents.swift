import Entitlement
import Primitives
import Storage

/// An incident draws once for all work on it. Where the reservation that drew used nothing, one that relied on it draws instead.
extension Ledger {
    func passOn(_ unused: StoredLeg, of hold: StoredHold, zone: CivilZone, at time: Timestamp) throws {
        guard let incident = hold.incident, let contract = hold.contract else { return }
        let id = unused.leg.bucket
        guard try transaction.incidents.drawn(contract, only: incident)[id] == nil else { return }
        var step = try LedgerStep(transaction, at: time)
        let bucket = try step.bucket(id)
        guard let heir = try transaction.incidents.relying(on: hold, bucket: bucket.bucket).first else { return }
        let wanted = try heir.quantity(relyingOn: bucket.bucket)
        let isOver = bucket.isOver(at: time, in: zone)
        let leg = HoldLeg(bucket: id, quantity: min(wanted, unused.leg.quantity), effect: isOver ? .late : .hold)
        let context = LedgerContext(key: "hold/\(heir.id)/\(id)", actor: "relay", reason: "incident", occurredAt: time)
        let content = try CanonicalJSON.encode(["hold": heir.id.description, "instead": hold.id.description])
        let entry = try step.post(
            .hold, contract: contract, content: content, context, work: heir.work,
            postings: isOver
                ? try LedgerRules.holdLate(leg.quantity, in: id, balances: bucket.balances)
                : try LedgerRules.hold(leg.quantity, in: id, balances: bucket.balances))
        // Before its other legs: what relied on the incident is consumed first.
        let first: Int =
            try transaction.value("SELECT min(position) FROM hold_legs WHERE hold = ?", [heir.id], as: Int?.self)
            .flatMap { $0 } ?? 0
        try step.insert(.legs, StoredLeg(leg: leg, position: first - 1, step: unused.step).values(hold: heir.id))
        if heir.entry == nil {
            try set(try stored(heir.id), entry: entry.id, in: &step)
        }
        if heir.state == .closed { try consume(leg, of: heir, isOver: isOver, at: time, in: &step) }
        try step.finish(heir.logged)
    }

    /// The heir was settled before: what it used is consumed at once.
    private func consume(_ leg: HoldLeg, of heir: Hold, isOver: Bool, at time: Timestamp, in step: inout LedgerStep) throws {
        guard let contract = heir.contract, let settled = try settlement(of: heir.id) else { return }
        let context = LedgerContext(key: "close/\(heir.id)/\(leg.bucket)", actor: "relay", reason: "incident", occurredAt: time)
        let used = min(settled.consumed, leg.quantity)
        let content = try CanonicalJSON.encode(["hold": heir.id.description, "used": String(used.thousandths)])
        let entry = try step.post(
            .close, contract: contract, content: content, context, work: heir.work,
            postings: try LedgerRules.close(leg.quantity, in: leg.bucket, used: used, isOver: isOver))
        guard settled.closeEntry == nil else { return }
        try record(settled.closed(by: entry.id), in: &step)
    }
}

extension LineSettlement {
    /// The same with the entry that it got later.
    fileprivate func closed(by entry: LedgerTransactionID) -> LineSettlement {
        LineSettlement(
            hold: hold, state: state, consumed: consumed, basis: basis, decision: decision, closeEntry: entry,
            useEntry: useEntry, settled: settled)
    }
}
