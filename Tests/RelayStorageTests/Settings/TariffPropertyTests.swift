import Entitlement
import Foundation
import Primitives
import Storage
import Testing
import Turns

@testable import RelayStorage

/// Invariant 12 over seeded histories of imports, against a model that knows each day's edition; on a real file.
@Suite(.keepsThread)
struct TariffPropertyTests {
    struct Step: Hashable {
        let year: Int
        let edition: Int
        let start: Int
        let end: Int
    }

    /// More with HAMYAR_HISTORIES=5000; another run of seeds with HAMYAR_SEED.
    private static let histories = LedgerPropertyTests.histories * 5
    private static let steps = 12
    private static let days = 40

    @Test func `invariant 12 intervals of one source never overlap, whatever is imported`() throws {
        let relay = try LedgerUnderTest()
        try relay.database.write { _ = try $0.execute("DROP TRIGGER tariffs_remain") }
        for seed in LedgerPropertyTests.firstSeed..<(LedgerPropertyTests.firstSeed + UInt64(Self.histories)) {
            let history = Self.history(seed)
            guard let message = Self.failure(of: history, relay) else { continue }
            let small = Self.shrink(history) { Self.failure(of: $0, relay) != nil }
            Issue.record("seed \(seed): \(message)\nshrunk to \(small)\n\(Self.failure(of: small, relay) ?? "")")
            return
        }
    }

    @Test func `shrinking leaves only the steps that matter`() {
        let history = Self.history(7)
        let wanted = Set([history[3], history[9]])
        #expect(Set(Self.shrink(history) { wanted.isSubset(of: $0) }) == wanted)
    }

    private static func history(_ seed: UInt64) -> [Step] {
        var random = SeededGenerator(seed: seed)
        return (0..<steps).map { _ in
            let start = Int.random(in: 0..<days, using: &random)
            return Step(
                year: Int.random(in: 1404...1405, using: &random), edition: Int.random(in: 1...4, using: &random), start: start,
                end: Int.random(in: start + 1...days + 1, using: &random))
        }
    }

    private static func shrink(_ history: [Step], while fails: ([Step]) -> Bool) -> [Step] {
        var (small, index) = (history, 0)
        while index < small.count {
            var fewer = small
            fewer.remove(at: index)
            if fails(fewer) { small = fewer } else { index += 1 }
        }
        return small
    }

    /// What is in force on each day, said in the simplest way.
    private struct Model {
        var owners = [Step?](repeating: nil, count: days + 1)
        var accepted: [Step] = []

        mutating func take(_ step: Step) -> Failure.Code? {
            if let known = accepted.first(where: { $0.year == step.year && $0.edition == step.edition }) {
                return known == step ? nil : .tariffKnown
            }
            for case let owner? in owners[step.start..<step.end] {
                guard owner.year == step.year, owner.edition < step.edition, owner.start < step.start else {
                    return .tariffOverlap
                }
            }
            let cut = Set(owners[step.start..<step.end].compactMap { $0 })
            for day in step.start..<owners.count where owners[day].map(cut.contains) ?? false { owners[day] = nil }
            for day in step.start..<step.end { owners[day] = step }
            accepted.append(step)
            return nil
        }
    }

    private static func failure(of history: [Step], _ relay: LedgerUnderTest) -> String? {
        do {
            let base = try CivilDate(parsing: "1404-01-01")
            let source = "s-\(UUID().uuidString)"
            return try relay.database.write { transaction in
                var model = Model()
                for (number, step) in history.enumerated() {
                    let version = try tariff(step, source, base)
                    let refused = refusal { try transaction.tariffs.import(version, actor: "admin", at: relay.noon) }
                    let expected = model.take(step)
                    guard refused == expected else {
                        return "step \(number): \(refused?.rawValue ?? "kept"), not \(expected?.rawValue ?? "kept")"
                    }
                    let kept = try transaction.tariffs.all().filter { $0.source == source }
                    for day in model.owners.indices {
                        let date = try base.adding(days: day)
                        let inForce = kept.filter { $0.interval.start <= date && date < $0.interval.end }
                        let owner = model.owners[day]
                        guard inForce.map(\.edition) == (owner.map { [$0.edition] } ?? []),
                            inForce.map(\.year) == (owner.map { [$0.year] } ?? [])
                        else { return "step \(number), day \(day): \(inForce.map(\.name)), not \(String(describing: owner))" }
                    }
                }
                // The file is one for all histories, and must not grow.
                try transaction.execute("DELETE FROM tariffs WHERE source = ?", [source])
                return nil
            }
        } catch { return "\(error)" }
    }

    private static func tariff(_ step: Step, _ source: String, _ base: CivilDate) throws -> TariffVersion {
        TariffVersion(
            source: source, year: step.year, edition: step.edition,
            interval: try CivilInterval(start: base.adding(days: step.start), end: base.adding(days: step.end)),
            title: LocalizedText(persian: "تعرفه", english: "tariff"),
            lines: [
                TariffLine(
                    code: "hour", title: LocalizedText(persian: "ساعت", english: "hour"), unit: .hour, rate: Money(rials: 1))
            ])
    }
}
