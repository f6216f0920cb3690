import Entitlement
import Primitives
import RelayStorage
import Storage

/// What a history broke; a message for people.
struct BrokenInvariant: Error, CustomStringConvertible {
    let description: String
}

/// Performs a history on a contract of its own and checks the balances after every step, the entries and holds at the end.
struct LedgerHistoryRun {
    private let relay: LedgerUnderTest
    private let line: LineStanding
    private var time: Timestamp
    private var holds: [(request: HoldRequest, hold: Hold)] = []
    private var settled: [HoldID: LineSettlement] = [:]
    private var counter = 0

    init(_ relay: LedgerUnderTest, plan: PlanSnapshot) throws {
        self.relay = relay
        line = try relay.addContract(plan: plan)
        time = relay.noon
    }

    static func perform(_ history: LedgerHistory, _ relay: LedgerUnderTest) throws {
        var run = try LedgerHistoryRun(relay, plan: LedgerHistory.plan())
        for (index, step) in history.steps.enumerated() {
            do {
                try run.perform(step)
                try LedgerInvariants.checkBalances(relay.database, contract: run.line.contract.id)
            } catch let broken as BrokenInvariant {
                throw BrokenInvariant(description: "step \(index + 1), \(step): \(broken)")
            }
        }
        try LedgerInvariants.check(relay.database, contract: run.line.contract.id, holds: run.holds.map(\.hold.id))
    }

    /// The refusals that a history may meet; anything else is a fault.
    private static let refusals: Set<Failure.Code> = [
        .entitlementDenied, .entitlementQuoteNeeded, .ledgerHoldClosed, .ledgerOverHeld, .ledgerOverdrawn,
        .ledgerNotReversible, .ledgerWrongBucket,
    ]

    /// What a question of a step asks beside its kind and quantity.
    private struct Details {
        var occurred: Timestamp?
        var incident: String?
        var metres: Int64?
        var work: WorkReference?
    }

    private mutating func perform(_ step: LedgerHistory.Step) throws {
        do {
            try act(step)
        } catch let failure as Failure where Self.refusals.contains(failure.code) {
            return
        } catch let failure as Failure {
            throw BrokenInvariant(description: "unexpected \(failure)")
        }
    }

    private mutating func act(_ step: LedgerHistory.Step) throws {
        counter += 1
        switch step {
        case .hold(let kind, let quantity, let reuseKey):
            try hold(kind: LedgerHistory.kinds[kind], quantity: Quantity(thousandths: quantity), reuseKey: reuseKey)
        case .record(let kind, let quantity, let daysAgo):
            try hold(
                kind: LedgerHistory.kinds[kind], quantity: Quantity(thousandths: quantity),
                Details(occurred: time + .seconds(-86_400 * Int64(daysAgo)), work: .record(.random(), attempt: 1)))
        case .incident(let index, let quantity):
            try hold(
                kind: "ticket", quantity: Quantity(thousandths: quantity), Details(incident: LedgerHistory.incidents[index]))
        case .visit(let metres): try hold(kind: "visit", quantity: .one, Details(metres: metres))
        case .replace(let index, let kind): try replace(index, kind: LedgerHistory.kinds[kind])
        case .extend(let days): try extend(days: days)
        case .sweep: try sweep()
        case .repeatHold(let index):
            guard let (request, hold) = pick(index) else { return }
            let again = try relay.hold(request, at: time)
            // One that relied on another one for its incident may have drawn since.
            try expect(
                again.id == hold.id && (hold.entry == nil || again.entry == hold.entry),
                "invariant 5: a repeated hold made another one")
        case .close(let index, let result, let used):
            guard let (_, hold) = pick(index) else { return }
            let basis = SettlementBasis(result: result, used: Quantity(thousandths: used), outcome: "\(used)")
            try settle(hold) { try $0.close(hold.id, basis: basis, actor: "agent", zone: $1, at: $2) }
        case .decide(let index, let used):
            guard let (_, hold) = pick(index) else { return }
            let decision = DisputeDecision(used: Quantity(thousandths: used), decidedBy: "admin", reason: "decided")
            try settle(hold) { try $0.decide(hold.id, decision, zone: $1, at: $2) }
        case .release(let index):
            guard let (_, hold) = pick(index) else { return }
            try settle(hold) { try $0.release(hold.id, actor: "relay", zone: $1, at: $2) }
        case .grant(let bucket, let quantity, let key):
            try grant(bucket, Quantity(thousandths: quantity), key: "\(line.contract.id)/grant \(key)")
        case .use(let bucket, let quantity):
            try move { try $0.use(Quantity(thousandths: quantity), in: self.bucket(bucket), $1) }
        case .expire(let bucket):
            let held = try balances(bucket).held
            try move { try $0.expire(self.bucket(bucket), $1) }
            try expect(try balances(bucket).held == held, "invariant 8: expiry touched a hold")
        case .refund(let bucket, let quantity):
            try move { try $0.refund(Quantity(thousandths: quantity), in: self.bucket(bucket), zone: relay.zone, $1) }
        case .adjust(let bucket, let amount):
            try move { try $0.adjust(by: Quantity(thousandths: amount), in: self.bucket(bucket), $1) }
        case .reverse(let index):
            let entries = try relay.entries(line)
            guard index < entries.count else { return }
            try move { try $0.reverse(entries[index].transaction.id, $1) }
        case .wait(let days):
            time = time + .seconds(Int64(days) * 86_400)
        }
    }

    private func request(
        _ kind: String, _ quantity: Quantity, _ details: Details = Details(), key: String, accepted: Money = .zero,
        pinned: EntitlementVerdict? = nil
    ) -> HoldRequest {
        var question = ServiceQuestion(
            kind: ServiceKindName(rawValue: kind), place: details.metres == nil ? .remote : .onSite, quantity: quantity,
            occurredAt: details.occurred ?? time, distance: details.metres.map { SiteDistance(metres: $0, source: "map") })
        question.recordedAt = details.occurred == nil ? nil : time
        question.incident = details.incident
        return HoldRequest(
            key: key, account: .line(line.line.id), question: question, work: details.work ?? .session(.random(), line: 1),
            actor: "technician", reason: "session", acceptedPrice: accepted, pinned: pinned)
    }

    private mutating func hold(
        kind: String, quantity: Quantity, _ details: Details = Details(), reuseKey: Bool = false
    ) throws {
        let question = request(kind, quantity, details, key: "").question
        let verdict = try relay.database.read { transaction in
            evaluate(
                question, for: .line(try transaction.standings.line(line.line.id)), in: EntitlementSetting(zone: relay.zone))
        }
        let accepted = try verdict.price() ?? .zero
        if reuseKey, let last = holds.last {
            let request = request(kind, quantity, details, key: last.request.key, accepted: accepted)
            let refused = refusal { try relay.hold(request, at: time) }
            try expect(
                refused == .ledgerKeyConflict, "invariant 5: other content under a used key gave \(String(describing: refused))")
            return
        }
        let key = "\(line.contract.id)/hold \(counter)"
        let request = request(kind, quantity, details, key: key, accepted: accepted, pinned: verdict)
        let hold = try relay.hold(request, at: time)
        holds.append((request, hold))
        let isFar = details.metres.map { $0 >= LedgerHistory.far } ?? false
        try expect(!isFar || hold.legs.isEmpty, "invariant 10: a far visit holds units")
    }

    /// The old reservation ends with nothing used and the new one is made, or neither.
    private mutating func replace(_ index: Int, kind: String) throws {
        guard let (_, old) = pick(index) else { return }
        let request = request(kind, .one, key: "\(line.contract.id)/replace \(counter)", accepted: .zero)
        let before = try relay.database.read { try $0.ledger.hold(old.id).state }
        let setting = EntitlementSetting(zone: relay.zone)
        let new: Hold
        do {
            new = try relay.database.write { try $0.ledger.replace(old.id, by: request, in: setting, at: time) }
        } catch {
            let after = try relay.database.read { try $0.ledger.hold(old.id).state }
            try expect(after == before, "a replacement that failed changed the old reservation")
            // Nobody accepted a price for the other kind.
            if (error as? Failure)?.code == .entitlementPriceNotAccepted { return }
            throw error
        }
        holds.append((request, new))
        let (now, again) = try relay.database.write { transaction in
            (
                try transaction.ledger.hold(old.id).state,
                try transaction.ledger.replace(old.id, by: request, in: setting, at: time)
            )
        }
        try expect(now == .closed && again.id == new.id, "invariant 5: a repeated replacement made another one")
        settled[old.id] = try relay.database.read { try $0.ledger.settlement(of: old.id) }
    }

    private func extend(days: Int) throws {
        let (relay, time) = (relay, time)
        let term = try relay.database.read { try $0.contracts.terms(of: line.line.id) }[0]
        let end = try CivilDate(dayNumber: term.interval.end.dayNumber + days)
        try relay.database.write {
            _ = try $0.contracts.extend(term.id, to: end, actor: "admin", reason: "promised", zone: relay.zone, at: time)
        }
        let expired = try relay.database.read { try $0.ledger.report(of: line.contract.id) }
            .contains { $0.standing.balances.expired > .zero }
        try expect(relay.zone.midnight(of: end) <= time || !expired, "an extended term has expired units")
    }

    private mutating func sweep() throws {
        let (relay, time) = (relay, time)
        // In batches, because the file has other histories' contracts too.
        while case let ended = try relay.database.write({ try $0.ledger.endOverdue(at: time, zone: relay.zone) }), !ended.isEmpty
        {
            for settlement in ended { settled[settlement.hold] = settlement }
        }
        while try !relay.database.write({ try $0.ledger.expireEnded(at: time, in: relay.zone) }).isEmpty {}
        try relay.database.read { transaction in
            let late = try transaction.ledger.overdueHolds(at: time)
            try expect(late.allSatisfy { $0.contract != line.contract.id }, "an overdue reservation is left")
            for bucket in try transaction.ledger.report(of: line.contract.id) {
                let (isOver, balances) = (relay.zone.midnight(of: bucket.interval.end) <= time, bucket.standing.balances)
                try expect(!isOver || balances.available == .zero, "units of a term that is over are left: \(balances.brief)")
            }
        }
    }

    /// Settling twice must give what settling once gave.
    private mutating func settle(
        _ hold: Hold, _ body: (Ledger, CivilZone, Timestamp) throws -> LineSettlement
    ) throws {
        let (zone, time) = (relay.zone, time)
        let first = try relay.database.write { try body($0.ledger, zone, time) }
        let second = try relay.database.write { try body($0.ledger, zone, time) }
        try expect(first == second, "invariant 5: settling again gave something else")
        if let before = settled[hold.id], before.state == .closed {
            try expect(before == first, "invariant 4: a closed line was settled again")
        }
        settled[hold.id] = first
    }

    private func grant(_ index: Int, _ quantity: Quantity, key: String) throws {
        let context = LedgerContext(key: key, actor: "admin", reason: "gift", occurredAt: relay.noon)
        let known = try relay.entries(line).first { $0.transaction.key == key }?.transaction
        do {
            let entry = try relay.database.write { try $0.ledger.grant(quantity, to: bucket(index), context) }
            try expect(known == nil || known == entry, "invariant 5: a repeated grant made another one")
        } catch let failure as Failure where failure.code == .ledgerKeyConflict {
            let same = known?.postings.last.map { $0.bucket == bucket(index) && $0.amount == quantity }
            try expect(same == false, "invariant 5: the same grant was called a conflict")
        }
    }

    private func move(_ body: (Ledger, LedgerContext) throws -> LedgerTransaction) throws {
        let context = LedgerContext(
            key: "\(line.contract.id)/step \(counter)", actor: "admin", reason: "history", occurredAt: time)
        let first = try relay.database.write { try body($0.ledger, context) }
        let second = try relay.database.write { try body($0.ledger, context) }
        try expect(first == second, "invariant 5: a repeated entry is another one")
    }

    private func pick(_ index: Int) -> (request: HoldRequest, hold: Hold)? {
        holds.isEmpty ? nil : holds[index % holds.count]
    }

    private func bucket(_ index: Int) -> BucketID { line.buckets[index % line.buckets.count].bucket.id }

    private func balances(_ index: Int) throws -> Balances {
        try relay.database.read { try $0.ledger.bucket(bucket(index)) }.standing.balances
    }
}

private func expect(_ condition: Bool, _ message: @autoclosure () -> String) throws {
    guard condition else { throw BrokenInvariant(description: message()) }
}
