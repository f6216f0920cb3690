import Entitlement

@testable import RelayStorage

/// A seeded sequence of what people do with quotes and the work by them. Steps name quotes and holds by small numbers, so that a
/// history stays meaningful when steps before it are left out.
struct CommerceHistory: CustomStringConvertible {
    enum Step: Hashable {
        case tariff(hour: Int64)
        /// By the tariff where the work is a visit, else by hand.
        case quote(visit: Bool, rials: Int64, minutes: Int64, discount: Int64)
        case accept(Int)
        case mark(Int, QuoteState, used: Int64)
        case hold(Int, share: Int64, prompt: Bool)
        case install(Int64)
        case close(Int, SettlementBasis.Result, share: Int64)
        case decide(Int, share: Int64)
        case release(Int)
        case wait(days: Int)
    }

    let seed: UInt64
    var steps: [Step]

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
        /// Thousandths of what there is; a few more than all of it.
        func share() -> Int64 { [1, 333, 500, 999, 1000, 1000, 1001].randomElement(using: &random) ?? 1000 }
        let results: [SettlementBasis.Result] = [.succeeded, .succeeded, .succeeded, .withoutEffect, .failed, .silent]
        switch number(0...19) {
        case 0: return .tariff(hour: Int64(number(1...3_000_000)))
        case 1...3:
            return .quote(
                visit: number(0...1) == 0, rials: Int64(number(0...10_000_000)), minutes: Int64(number(1...600)),
                discount: Int64([0, 0, 1, 100, 999, 1000, 1001].randomElement(using: &random) ?? 0))
        case 4...6: return .accept(number(0...5))
        case 7...8:
            return .mark(number(0...5), QuoteState.allCases.randomElement(using: &random) ?? .paid, used: share())
        case 9...12: return .hold(number(0...5), share: share(), prompt: number(0...1) == 0)
        case 13: return .install(Int64(number(1...4)) * 500)
        case 14...16: return .close(number(0...7), results.randomElement(using: &random) ?? .succeeded, share: share())
        case 17: return .decide(number(0...7), share: share())
        case 18: return .release(number(0...7))
        default: return .wait(days: number(1...12))
        }
    }
}
