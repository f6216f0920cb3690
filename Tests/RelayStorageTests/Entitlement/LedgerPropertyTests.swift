import Entitlement
import Foundation
import Primitives
import Storage
import Synchronization
import Testing
import Turns

@testable import RelayStorage

/// Invariants 1 to 6, 8 to 10 and 13 over seeded histories, each ledger compared with its log; 7 with concurrent writers. On real
/// files. Invariant 12 is among the tests of commerce, 11 and 14 among those of Entitlement.
@Suite(.keepsThread)
struct LedgerPropertyTests {
    /// More with HAMYAR_HISTORIES=50000, as Scripts/soak asks for; another run of seeds with HAMYAR_SEED.
    static let histories = Variables.number("HAMYAR_HISTORIES") ?? 2000
    static let firstSeed = UInt64(Variables.number("HAMYAR_SEED") ?? 1404)
    static let steps = 25
    /// Histories that share a file.
    static let share: UInt64 = 100

    @Test(arguments: stride(from: firstSeed, to: firstSeed + UInt64(histories), by: Int(share)).map { $0 })
    func `invariants 1 to 6, 8 to 10, 13 hold over seeded histories`(first: UInt64) throws {
        let relay = try LedgerUnderTest()
        let seeds = first..<min(first + Self.share, Self.firstSeed + UInt64(Self.histories))
        for seed in seeds {
            let history = LedgerHistory(seed: seed, length: Self.steps)
            guard let message = Self.failure(of: history, relay) else { continue }
            let small = Self.shrink(history, relay)
            Issue.record("seed \(seed): \(message)\nshrunk to \(small)\n\(Self.failure(of: small, relay) ?? "")")
            return
        }
        try expectSound(relay, seeds)
    }

    /// The whole ledger against its log; where it is not sound, the history that made it so in a file of its own.
    private func expectSound(_ relay: LedgerUnderTest, _ seeds: Range<UInt64>) throws {
        guard let finding = try relay.finding() else { return }
        let histories = seeds.map { LedgerHistory(seed: $0, length: Self.steps) }
        guard let culprit = try histories.first(where: { try Self.unsound($0) != nil }) else {
            Issue.record("\(finding), by no history alone")
            return
        }
        let small = Self.shrink(culprit) { try? Self.unsound($0) }
        Issue.record("\(finding)\nshrunk to \(small)")
    }

    private static func unsound(_ history: LedgerHistory) throws -> String? {
        let relay = try LedgerUnderTest()
        try? LedgerHistoryRun.perform(history, relay)
        return try relay.finding()?.description
    }

    @Test func shrinkingLeavesOnlyTheStepsThatMatter() {
        let history = LedgerHistory(seed: 7, length: 60)
        let wanted = history.steps[41]
        let small = Self.shrink(history) { $0.steps.contains(wanted) ? "still there" : nil }
        #expect(small.steps == [wanted])
    }

    @Test(arguments: [1, 2, 3])
    func parallelHoldsOnOneUnitGiveOneSuccess(seed: Int64) throws {
        let relay = try LedgerUnderTest()
        let overrides = PurchaseOverrides(quotas: ["remote-install": .one])
        let line = try relay.addContract(overrides: overrides)
        // Two connections, so that SQLite's own locks decide, not one queue of ours.
        let other = try Database.open(path: relay.path, schema: RelaySchema.current)
        let results = Mutex<[Failure.Code?]>([])
        DispatchQueue.concurrentPerform(iterations: 100) { index in
            let database = index % 2 == 0 ? relay.database : other
            let refused = refusal {
                try database.write {
                    try $0.ledger.hold(
                        relay.request(line, "remote-install"), in: EntitlementSetting(zone: relay.zone), at: relay.noon)
                }
            }
            results.withLock { $0.append(refused) }
        }
        let counts = results.withLock { Dictionary(grouping: $0) { $0?.rawValue ?? "held" }.mapValues(\.count) }
        #expect(counts == ["held": 1, "entitlement.quote-needed": 99], "H75 a hundred consumers, one unit")
        #expect(try relay.balances(line, "remote-install")?.brief == "1 granted, 1 held")
    }

    @Test func oneKeyFromManyWritersIsOneHold() throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        let other = try Database.open(path: relay.path, schema: RelaySchema.current)
        let request = relay.request(line, "remote-install", key: "same")
        let holds = Mutex<Set<HoldID>>([])
        let settlements = Mutex<Set<LineSettlement>>([])
        DispatchQueue.concurrentPerform(iterations: 40) { index in
            let database = index % 2 == 0 ? relay.database : other
            guard
                let hold = try? database.write({
                    try $0.ledger.hold(request, in: EntitlementSetting(zone: relay.zone), at: relay.noon)
                })
            else {
                return
            }
            holds.withLock { _ = $0.insert(hold.id) }
            let basis = SettlementBasis(result: .succeeded, used: .one, outcome: "aa")
            let settled = try? database.write {
                try $0.ledger.close(hold.id, basis: basis, actor: "agent", zone: relay.zone, at: relay.noon)
            }
            settlements.withLock { if let settled { $0.insert(settled) } }
        }
        #expect(holds.withLock { $0.count } == 1)
        #expect(settlements.withLock { $0.count } == 1)
        #expect(try relay.balances(line, "remote-install")?.brief == "2 granted, 1 available, 1 consumed")
    }

    @Test(arguments: [11, 12, 13, 14])
    func concurrentHoldsAndClosingsKeepTheInvariants(seed: UInt64) throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract(plan: LedgerHistory.plan())
        let other = try Database.open(path: relay.path, schema: RelaySchema.current)
        let made = Mutex<[HoldID]>([])
        DispatchQueue.concurrentPerform(iterations: 8) { index in
            var random = SeededGenerator(seed: seed &* 100 &+ UInt64(index))
            let database = index % 2 == 0 ? relay.database : other
            for _ in 0..<10 {
                let results: [SettlementBasis.Result] = [.succeeded, .withoutEffect, .failed]
                let quantity = Quantity(thousandths: [500, 1000].randomElement(using: &random) ?? 500)
                let request = relay.request(line, "reinstall", quantity: quantity)
                guard
                    let hold = try? database.write({
                        try $0.ledger.hold(request, in: EntitlementSetting(zone: relay.zone), at: relay.noon)
                    })
                else { continue }
                made.withLock { $0.append(hold.id) }
                let basis = SettlementBasis(
                    result: results.randomElement(using: &random) ?? .failed, used: quantity, outcome: "aa")
                _ = try? database.write {
                    try $0.ledger.close(hold.id, basis: basis, actor: "agent", zone: relay.zone, at: relay.noon)
                }
            }
        }
        let holds = made.withLock { $0 }
        #expect(!holds.isEmpty)
        try LedgerInvariants.check(relay.database, contract: line.contract.id, holds: holds)
    }

    private static func failure(of history: LedgerHistory, _ relay: LedgerUnderTest) -> String? {
        do {
            try LedgerHistoryRun.perform(history, relay)
            return nil
        } catch {
            return "\(error)"
        }
    }

    private static func shrink(_ history: LedgerHistory, _ relay: LedgerUnderTest) -> LedgerHistory {
        shrink(history) { failure(of: $0, relay) }
    }

    /// Leaves out ever smaller runs of steps as long as the history still fails.
    private static func shrink(_ history: LedgerHistory, failing: (LedgerHistory) -> String?) -> LedgerHistory {
        var small = history
        var size = max(1, small.steps.count / 2)
        while true {
            let before = small.steps.count
            var start = 0
            while start < small.steps.count {
                var candidate = small
                candidate.steps.removeSubrange(start..<min(start + size, small.steps.count))
                if failing(candidate) != nil { small = candidate } else { start += size }
            }
            if size == 1, small.steps.count == before { return small }
            size = max(1, size / 2)
        }
    }
}
