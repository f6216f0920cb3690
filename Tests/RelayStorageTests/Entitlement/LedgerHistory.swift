import Entitlement
import Primitives
import RelayStorage
import Storage

/// A seeded sequence of calls on the ledger. Steps name what they touch by small numbers, so that a history stays meaningful
/// when steps before it are left out: that is what makes shrinking possible.
struct LedgerHistory: CustomStringConvertible {
    enum Step: Hashable {
        /// A kind, thousandths, and whether the step repeats the key of the last hold with other content.
        case hold(kind: Int, quantity: Int64, reuseKey: Bool)
        /// Work of so many days ago that is written down only now, as a record.
        case record(kind: Int, quantity: Int64, daysAgo: Int)
        /// Work on one of a few incidents.
        case incident(Int, quantity: Int64)
        /// A visit so many metres away: from 40 km on it draws on nothing (invariant 10).
        case visit(metres: Int64)
        /// Turns a reservation into another kind's.
        case replace(Int, kind: Int)
        case repeatHold(Int)
        case close(Int, SettlementBasis.Result, used: Int64)
        case decide(Int, used: Int64)
        case release(Int)
        case grant(bucket: Int, quantity: Int64, key: Int)
        case use(bucket: Int, quantity: Int64)
        case expire(bucket: Int)
        case refund(bucket: Int, quantity: Int64)
        case adjust(bucket: Int, amount: Int64)
        case reverse(Int)
        /// Moves the term's end later by so many days.
        case extend(days: Int)
        /// What the relay's sweep does: overdue reservations end, terms that are over expire.
        case sweep
        case wait(days: Int)
    }

    let seed: UInt64
    var steps: [Step]

    static let kinds = ["install", "reinstall", "fixing", "assessment", "nonsense", "training"]
    static let incidents = ["T-1", "t-۱", "T-2"]
    /// Metres from which a visit draws on nothing.
    static let far: Int64 = 40_000

    init(seed: UInt64, length: Int) {
        self.seed = seed
        var random = SeededGenerator(seed: seed)
        steps = (0..<length).map { _ in Self.step(&random) }
    }

    var description: String {
        "seed \(seed), \(steps.count) steps:\n" + steps.map { "    \($0)" }.joined(separator: "\n")
    }

    private static func step(_ random: inout SeededGenerator) -> Step {
        func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
        // Amounts that collide often: halves of units up to three, and an odd thousandth.
        func quantity() -> Int64 { Int64([500, 1000, 1000, 1500, 2000, 3000, 1].randomElement(using: &random) ?? 1000) }
        // Minutes come in odd lengths, so that they are rounded.
        let minutes = Int64([7_000, 15_000, 40_000, 61_000].randomElement(using: &random) ?? 15_000)
        func work() -> (Int, Int64) {
            let kind = number(0...(kinds.count - 1))
            return (kind, kinds[kind] == "training" ? minutes : quantity())
        }
        let results: [SettlementBasis.Result] = [.succeeded, .succeeded, .withoutEffect, .failed, .stopped, .silent]
        switch number(0...29) {
        case 0...5:
            let (kind, quantity) = work()
            return .hold(kind: kind, quantity: quantity, reuseKey: number(0...9) == 0)
        case 6: return .repeatHold(number(0...9))
        case 7...11:
            let used = number(0...3) == 0 ? minutes : quantity()
            return .close(number(0...9), results.randomElement(using: &random) ?? .succeeded, used: used)
        case 12: return .decide(number(0...9), used: quantity())
        case 13: return .release(number(0...9))
        case 14: return .grant(bucket: number(0...5), quantity: quantity(), key: number(0...4))
        case 15: return .use(bucket: number(0...6), quantity: quantity())
        case 16: return number(0...3) == 0 ? .expire(bucket: number(0...6)) : .wait(days: number(1...200))
        case 17: return .refund(bucket: number(0...6), quantity: quantity())
        case 18: return .adjust(bucket: number(0...6), amount: quantity() * (number(0...1) == 0 ? 1 : -1))
        case 19...20: return .reverse(number(0...20))
        case 21: return .wait(days: number(1...20))
        case 22...24: return .incident(number(0...2), quantity: [500, 1000].randomElement(using: &random) ?? 1000)
        case 25:
            let (kind, quantity) = work()
            return .record(kind: kind, quantity: quantity, daysAgo: number(1...120))
        case 26: return .visit(metres: [10_000, 39_900, 40_000].randomElement(using: &random) ?? 0)
        case 27: return .replace(number(0...9), kind: number(0...(kinds.count - 1)))
        case 28: return .extend(days: number(1...90))
        default: return .sweep
        }
    }

    /// Quotas of units, of minutes and of incidents; kinds that draw on one and on two of them, near a place, uncounted and free;
    /// and a price beyond.
    static func plan() throws -> PlanSnapshot {
        func title(_ text: String) -> LocalizedText { LocalizedText(persian: text, english: text) }
        func kind(_ name: String, _ rule: PlanRule) -> PlanKind {
            PlanKind(name: ServiceKindName(rawValue: name), title: title(name), rules: [rule])
        }
        let (first, second) = (QuotaName(rawValue: "installs"), QuotaName(rawValue: "visits"))
        let (minutes, tickets) = (QuotaName(rawValue: "minutes"), QuotaName(rawValue: "tickets"))
        let beyond = PriceRule.fixed(perUnit: Money(rials: 100))
        return try PlanSnapshot(
            name: "history", edition: "1", title: title("history"), months: 12,
            quotas: [
                PlanQuota(name: first, title: title("installs"), unit: .count, amount: try Quantity(units: 3)),
                PlanQuota(name: second, title: title("visits"), unit: .count, amount: .one),
                PlanQuota(name: minutes, title: title("minutes"), unit: .minute, amount: try Quantity(units: 120)),
                PlanQuota(
                    name: tickets, title: title("tickets"), unit: .count, amount: try Quantity(units: 2), counting: .incident),
            ],
            kinds: [
                kind("assessment", PlanRule(id: "look", places: [.remote], inside: .free, outside: .free)),
                kind(
                    "install",
                    PlanRule(
                        id: "one", places: [.remote], inside: .quota(names: [first], beyond: beyond), outside: .priced(beyond))),
                kind(
                    "reinstall",
                    PlanRule(
                        id: "both", places: [.remote], inside: .quota(names: [first, second], beyond: .quote),
                        outside: .priced(.quote))),
                kind(
                    "ticket",
                    PlanRule(
                        id: "ticket", places: [.remote], inside: .quota(names: [tickets], beyond: .quote),
                        outside: .priced(.quote))),
                kind(
                    "visit",
                    PlanRule(
                        id: "near", places: [.onSite], inside: .quota(names: [second], beyond: .quote),
                        condition: PlanCondition(predicate: .distanceBelow(metres: far), otherwise: .priced(beyond)),
                        outside: .priced(.quote))),
                PlanKind(
                    name: ServiceKindName(rawValue: "training"), title: title("training"), unit: .minute,
                    rules: [
                        PlanRule(
                            id: "training", places: [.remote], inside: .quota(names: [minutes], beyond: beyond),
                            outside: .priced(beyond))
                    ]),
                kind("fixing", PlanRule(id: "fix", places: [.remote], inside: .uncounted, outside: .priced(.quote))),
            ])
    }
}

/// SplitMix64: the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}
