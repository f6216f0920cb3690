import Foundation
import Primitives
import Testing

@testable import Entitlement

/// Invariants 10, 11 and 13 over seeded questions; another run of seeds with HAMYAR_SEED, more with HAMYAR_HISTORIES.
@Suite struct EvaluationPropertyTests {
    private struct Sample {
        var line: RichLine
        var question: ServiceQuestion

        /// With one fact of the question less, or a simpler one.
        var smaller: [Sample] {
            let steps: [(inout Sample) -> Void] = [
                { $0.question.quote = nil }, { $0.question.hostChange = nil }, { $0.question.incident = nil },
                { $0.line.incidents = [:] }, { $0.question.version = nil }, { $0.question.platform = nil },
                { $0.question.channel = nil }, { $0.question.recordedAt = nil }, { $0.question.unit = nil },
            ]
            let fewer = steps.compactMap { step -> Sample? in
                var other = self
                step(&other)
                return other.question == question && other.line.incidents == line.incidents ? nil : other
            }
            guard question.quantity > .one else { return fewer }
            var one = self
            one.question.quantity = .one
            return fewer + [one]
        }
    }

    private static func sample(_ seed: UInt64, of line: RichLine) throws -> Sample {
        var random = SeededGenerator(seed: seed)
        var line = line
        func maybe<Value>(_ value: @autoclosure () throws -> Value) rethrows -> Value? {
            Bool.random(using: &random) ? try value() : nil
        }
        for quota in ["hours", "more-hours", "days", "visits", "closed"] {
            let granted =
                try #require(line.buckets.first { $0.bucket.quota.rawValue == quota }).balances.granted.thousandths / 1000
            let available = Int64.random(in: 0...granted, using: &random)
            try line.leave(available, expired: Int64.random(in: 0...(granted - available), using: &random), of: quota)
        }
        let middle = try line.at("1404-08-04 10:00").milliseconds
        func instant() -> Timestamp {
            // Within two years of the term, or anywhere.
            Int.random(in: 0..<20, using: &random) == 0
                ? Timestamp(milliseconds: Int64.random(in: .min ... .max, using: &random))
                : Timestamp(milliseconds: middle + Int64.random(in: -60_000_000_000...60_000_000_000, using: &random))
        }
        let kinds = line.term.plan.kinds.map(\.name) + [ServiceKindName(rawValue: "nonsense"), .demo]
        var question = ServiceQuestion(
            kind: kinds[Int.random(in: 0..<kinds.count, using: &random)],
            place: Int.random(in: 0..<8, using: &random) == 0 ? .onSite : .remote,
            quantity: Int.random(in: 0..<20, using: &random) == 0
                ? Quantity(thousandths: Int64.random(in: .min ... .max, using: &random))
                : Quantity(thousandths: Int64.random(in: 1...900_000, using: &random)),
            occurredAt: instant(), initiator: Int.random(in: 0..<10, using: &random) == 0 ? .vendor : .customer,
            identity: IdentityLevel.allCases.randomElement(using: &random) ?? .none)
        question.unit = maybe(ServiceUnit.allCases.randomElement(using: &random) ?? .count)
        question.recordedAt = maybe(question.occurredAt + .seconds(Int64.random(in: 0...40_000_000, using: &random)))
        question.channel = maybe(ServiceChannel.allCases.randomElement(using: &random) ?? .phone)
        question.platform = maybe(["windows", "linux"].randomElement(using: &random) ?? "")
        question.version = maybe(["7.2", "8.0"].randomElement(using: &random) ?? "")
        question.incident = maybe("T-\(Int.random(in: 0...2, using: &random))")
        line.incidents = [try line.bucket("visits").id: ["T-1"]]
        let latest = instant()
        question.hostChange = maybe(
            HostChange(
                earliest: latest, latest: latest, returned: maybe(instant()), notified: maybe(instant()),
                answered: maybe(instant())))
        question.quote = maybe(
            QuotedPrice(
                id: .random(), number: 1, line: nil, kind: question.kind, place: question.place,
                cap: Quantity(thousandths: Int64.random(in: 1...900_000, using: &random)), total: Money(rials: 1000),
                validUntil: instant(), isAccepted: Bool.random(using: &random)))
        return Sample(line: line, question: question)
    }

    private func forEachSeed(_ body: (Sample, EntitlementVerdict) throws -> String?) throws {
        let line = try RichLine()
        let first = BusinessTimePropertyTests.firstSeed
        for seed in first..<(first + UInt64(BusinessTimePropertyTests.histories * 5)) {
            let sample = try Self.sample(seed, of: line)
            guard let wrong = Self.failure(of: sample, body) else { continue }
            let small = Shrinking.smallest(sample, smaller: \.smaller) { Self.failure(of: $0, body) != nil }
            let verdict = evaluate(small.question, for: small.line.standing, in: small.line.setting).brief
            let still = Self.failure(of: small, body) ?? ""
            Issue.record("seed \(seed): \(wrong)\nshrunk to \(small.question)\n\(verdict)\n\(still)")
            return
        }
    }

    private static func failure(of sample: Sample, _ body: (Sample, EntitlementVerdict) throws -> String?) -> String? {
        do {
            return try body(sample, evaluate(sample.question, for: sample.line.standing, in: sample.line.setting))
        } catch {
            return "\(error)"
        }
    }

    @Test func `shrinking leaves only what matters`() throws {
        let line = try RichLine()
        let sample = try #require(
            (1...200).lazy.compactMap { try? Self.sample($0, of: line) }.first {
                $0.question.quote != nil && $0.question.unit != nil
            })
        let small = Shrinking.smallest(sample, smaller: \.smaller) { $0.question.quote != nil }.question
        #expect(small.quote != nil && small.unit == nil && small.hostChange == nil && small.channel == nil)
        #expect(small.quantity <= .one)
    }

    @Test func `invariant 11 the verdict is pure: same inputs, same verdict, in whatever order they come and through storage`()
        throws
    {
        try forEachSeed { sample, verdict in
            var other = sample.line
            other.buckets.reverse()
            other.setting = EntitlementSetting(
                zone: other.zone, calendars: other.setting.calendars, tariffs: other.setting.tariffs.reversed())
            let stored = try CanonicalJSON.decode(ServiceQuestion.self, from: CanonicalJSON.encode(sample.question))
            return evaluate(stored, for: other.standing, in: other.setting) == verdict ? nil : "another verdict"
        }
    }

    @Test func `invariant 11 the parts are the whole, and nothing waits for what is denied`() throws {
        try forEachSeed { sample, verdict in
            guard !verdict.parts.isEmpty else { return "no part" }
            if verdict.isDenied, !verdict.conditions.isEmpty || verdict.due != nil { return "conditions of what is denied" }
            guard verdict.parts.allSatisfy({ $0.unit == verdict.parts[0].unit }) else { return "two units" }
            guard sample.question.quantity > .zero, verdict.parts.count > 1 || verdict.parts[0].treatment != .denied else {
                return nil
            }
            let asked = sample.question.unit ?? sample.line.term.plan.kind(sample.question.kind)?.unit ?? verdict.parts[0].unit
            let converted = try asked.convert(sample.question.quantity, to: verdict.parts[0].unit, dayMinutes: 480)
            let whole = try verdict.quantity()
            guard let converted, whole >= converted else { return "less than was asked" }
            // Rounded up by less than a step.
            return whole.thousandths - converted.thousandths < 15_000 ? nil : "more than a step above"
        }
    }

    @Test func `invariants 2 and 10 a verdict holds only what there is, and nothing where the predicate failed`() throws {
        try forEachSeed { sample, verdict in
            for leg in verdict.holdLegs {
                guard let standing = sample.line.buckets.first(where: { $0.bucket.id == leg.bucket }) else {
                    return "no such bucket"
                }
                switch leg.effect {
                case .hold: if leg.quantity > standing.balances.available { return "more than is available" }
                case .late: if leg.quantity > standing.balances.expired { return "more than expired" }
                case .tally: if standing.bucket.role != .tally { return "a tally in an allotment" }
                case .nothing: return "a leg of nothing"
                }
            }
            let failed = ["priced.platform", "priced.version", "priced.uncoordinated"]
            return verdict.parts.contains { failed.contains($0.reason.code.rawValue) } && !verdict.holdLegs.isEmpty
                ? "a hold beside a failed predicate" : nil
        }
    }

    @Test func `invariant 13 what is free posts nothing and costs nothing`() throws {
        try forEachSeed { _, verdict in
            for part in verdict.parts where part.treatment == .free || part.treatment == .denied {
                guard part.effect == .nothing, part.bucket == nil, part.price == nil, part.leftAfter == nil else {
                    return "not zero-rated"
                }
            }
            return nil
        }
    }
}
