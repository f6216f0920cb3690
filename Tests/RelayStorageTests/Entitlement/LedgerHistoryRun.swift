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
                try LedgerInvariants.checkBalances(relay, contract: run.line.contract.id)
            } catch let broken as BrokenInvariant {
                throw BrokenInvariant(description: "step \(index + 1), \(step): \(broken)")
            }
        }
        try LedgerInvariants.check(relay, contract: run.line.contract.id, holds: run.holds.map(\.hold.id))
    }

    /// The refusals that a history may meet; anything else is a fault.
    private static let refusals: Set<Failure.Code> = [
        .entitlementDenied, .entitlementQuoteNeeded, .ledgerHoldClosed, .ledgerOverHeld, .ledgerOverdrawn,
        .ledgerNotReversible, .ledgerWrongBucket,
    ]

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
        case .repeatHold(let index):
            guard let (request, hold) = pick(index) else { return }
            let again = try relay.hold(request, at: time)
            try expect(again.id == hold.id && again.entry == hold.entry, "invariant 5: a repeated hold made another one")
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

    private mutating func hold(kind: String, quantity: Quantity, reuseKey: Bool) throws {
        let verdict = try relay.database.read { transaction in
            evaluate(
                relay.request(line, kind, quantity: quantity, at: time).question,
                for: .line(try transaction.standings.line(line.line.id)), in: EntitlementSetting(zone: relay.zone))
        }
        let accepted = try verdict.price() ?? .zero
        if reuseKey, let last = holds.last {
            let request = relay.request(line, kind, quantity: quantity, key: last.request.key, at: time, accepted: accepted)
            let refused = refusal { try relay.hold(request, at: time) }
            try expect(
                refused == .ledgerKeyConflict, "invariant 5: other content under a used key gave \(String(describing: refused))")
            return
        }
        let request = relay.request(
            line, kind, quantity: quantity, key: "\(line.contract.id)/hold \(counter)", at: time, accepted: accepted,
            pinned: verdict)
        holds.append((request, try relay.hold(request, at: time)))
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
