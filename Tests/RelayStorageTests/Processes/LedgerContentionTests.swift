import Entitlement
import Foundation
import Primitives
import Storage
import Testing
import Turns

@testable import RelayStorage

/// Several processes write to one ledger at once, and some of them are killed (invariant 7).
@Suite(.keepsThread)
struct LedgerContentionTests {
    static let processes = 4
    /// Contracts with one unit each, for all of which the processes race.
    static let rounds = 100
    /// More by HAMYAR_STORMS, as Scripts/soak asks for; other seeds by HAMYAR_SEED.
    static let storms = Variables.number("HAMYAR_STORMS") ?? 4
    static let firstSeed = UInt64(Variables.number("HAMYAR_SEED") ?? 1404)
    static let steps = 60

    @Test func `H75 processes race for the last unit of a hundred contracts: one wins each`() throws {
        let file = try Self.contracts()
        let ends = try file.together((1...Self.processes).map { (0, ["race", "p\($0)", String(Self.rounds)]) })
        try judge(file, ends)
    }

    @Test(arguments: (0..<UInt64(storms)).map { firstSeed + $0 })
    func `H74, H75 the same, each killed at chance and started again: what was won stays won`(seed: UInt64) throws {
        let file = try Self.contracts()
        let ends = try killed(file, seed) { ["race", "p\($0)", String(Self.rounds)] }
        try judge(file, ends)
    }

    /// Whoever ran to its end names everything that it has, also what it won before it died.
    private func judge(_ file: LedgerFile, _ ends: [WorkerProcess.End]) throws {
        for end in ends { try #require(end.status == 0, "\(end.errors)") }
        let won = ends.map { Set($0.lines.filter { $0.hasPrefix("won ") }) }
        try #require(won.reduce(0) { $0 + $1.count } == Self.rounds)
        try #require(won.reduce(into: Set<Substring>()) { $0.formUnion($1) }.count == Self.rounds)
        let content = try file.checked()
        #expect(content.count { $0.hasPrefix("race/") } == Self.rounds)
        #expect(content.count { $0 == "remote-install 1000 0 1000 0 0 0" } == Self.rounds)
    }

    @Test(arguments: (0..<UInt64(storms)).map { firstSeed + $0 })
    func `H75, H78, H79 processes that do the same things at once, killed and started again, keep the invariants`(
        seed: UInt64
    ) throws {
        let relay = try LedgerUnderTest()
        _ = try relay.addContract(plan: LedgerHistory.plan())
        try relay.database.close()
        let file = try LedgerFile(LedgerFile.Content(of: relay))
        let ends = try killed(file, seed) { ["storm", String(seed * 100 + UInt64($0)), String(Self.steps)] }
        // No deadlock, nobody waits in vain: what is refused is refused by the ledger.
        for end in ends { try #require(end.status == 0, "seed \(seed): \(end.errors)") }
        let content = try file.checked()
        // Keys that several processes used.
        #expect(content.contains { $0.hasPrefix("storm/") })
    }

    @Test func `H79 a writer that does not get its turn gives up in bounded time, keeps nothing, and can be repeated`() throws {
        let file = try LedgerFile(PreparedLedger.make())
        let before = try file.checked()
        let holder = try Database.open(path: file.path, schema: RelaySchema.current)
        try holder.write { transaction in
            try transaction.execute("UPDATE contracts SET state = state")
            let end = try WorkerProcess(file, environment: ["HAMYAR_LEDGER_BUSY=20"], ["perform", "hold"]).end()
            try #require(end.status == 70 && end.errors.hasPrefix("storage.busy"), "\(end.status) \(end.errors)")
        }
        try holder.close()
        try #require(try file.checked() == before)
        let end = try WorkerProcess(file, ["perform", "hold"]).end()
        #expect(end.status == 0)
        #expect(try file.checked().contains("worker/hold open -"))
    }

    /// Runs the processes at once, each dying at a statement that the seed says, again and again; the last time they live.
    private func killed(_ file: LedgerFile, _ seed: UInt64, _ words: (Int) -> [String]) throws -> [WorkerProcess.End] {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<3 {
            let ends = try file.together(
                (1...Self.processes).map { (Int.random(in: 1...800, using: &random), words($0)) })
            for end in ends { try #require(end.isKilled || end.status == 0, "seed \(seed): \(end.errors)") }
        }
        return try file.together((1...Self.processes).map { (0, words($0)) })
    }

    /// A hundred contracts with one unit each.
    private static func contracts() throws -> LedgerFile {
        let relay = try LedgerUnderTest()
        for _ in 0..<rounds { _ = try relay.addContract(overrides: PurchaseOverrides(quotas: ["remote-install": .one])) }
        try relay.database.close()
        return try LedgerFile(LedgerFile.Content(of: relay))
    }
}
