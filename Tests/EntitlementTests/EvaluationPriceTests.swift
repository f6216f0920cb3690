import Primitives
import Testing

@testable import Entitlement

@Suite struct EvaluationPriceTests {
    private func quote(
        _ line: RichLine, kind: String = "custom", place: ServicePlace = .remote, of contractLine: ContractLineID? = nil,
        cap: String = "2",
        until: String = "1404-08-30 00:00", accepted: Bool = false
    ) throws -> QuotedPrice {
        QuotedPrice(
            id: .random(), number: 12, line: contractLine, kind: ServiceKindName(rawValue: kind), place: place,
            cap: try Quantity(parsing: cap), total: Money(rials: 5_500_000), validUntil: try line.at(until), isAccepted: accepted)
    }

    @Test func `A16 A17 a quote that fits is the price, with tax, and once accepted it is not asked for again`() throws {
        let line = try RichLine()
        let open = try line.ask("custom") { $0.quote = try quote(line) }
        #expect(open.brief == "1 priced Q 5500000 rials Q-12" && !open.needsQuote)
        #expect(try open.price() == Money(rials: 5_500_000))
        let accepted = try line.ask("custom") { $0.quote = try quote(line, accepted: true) }
        #expect(accepted.brief == open.brief)
        #expect(try accepted.price() == .zero)
        // Accepted, it holds for good: a later tariff and a day after its validity change nothing (invariant 12).
        let late = try line.ask("custom", at: "1404-12-04 10:00") { $0.quote = try quote(line, accepted: true) }
        #expect(late.brief == open.brief)
    }

    @Test func `a quote for something else is none`() throws {
        let line = try RichLine()
        let others = [
            try quote(line, kind: "days"), try quote(line, place: .company), try quote(line, of: .random()),
            try quote(line, cap: "0.999"), try quote(line, until: "1404-08-04 10:00"),
            try quote(line, cap: "0.5", accepted: true),
        ]
        for other in others { #expect(try line.ask("custom") { $0.quote = other }.brief == "1 priced Q quote", "\(other)") }
        let own = try quote(line, of: line.line.id, cap: "1", until: "1404-08-04 10:01")
        #expect(try line.ask("custom") { $0.quote = own }.brief == "1 priced Q 5500000 rials Q-12")
    }

    @Test func `a quote covers the part that no quota covers`() throws {
        var line = try RichLine()
        try line.leave(1, of: "days")
        let verdict = try line.ask("days", quantity: "3") { $0.quote = try quote(line, kind: "days", cap: "2") }
        #expect(verdict.brief == "1 covered D left 0; 2 priced D 5500000 rials Q-12")
        #expect(try line.ask("days", quantity: "1") { $0.quote = try quote(line, kind: "days") }.brief == "1 covered D left 0")
    }

    @Test(
        arguments: [
            ("1404-12-29 23:59", nil, "60 priced H about 9000000 rials guild 1404-1"),
            ("1405-01-01 00:00", nil, "60 priced H about 10000000 rials guild 1405-1"),
            // The year in which it is quoted counts, not that of the work.
            ("1404-12-29 23:59", "1405-01-01 00:00", "60 priced H about 10000000 rials guild 1405-1"),
            // No edition says anything of that day: somebody prices it.
            ("1406-01-01 00:00", nil, "60 priced H quote"), ("1403-12-29 00:00", nil, "60 priced H quote"),
        ] as [(String, String?, String)])
    func `A21 the tariff of the quote's day`(day: String, recorded: String?, expected: String) throws {
        var line = try RichLine()
        try line.leave(0, of: "hours")
        try line.leave(0, of: "more-hours")
        let verdict = try line.ask("hours", at: day, quantity: "60") { $0.recordedAt = try recorded.map { try line.at($0) } }
        #expect(verdict.brief == expected)
    }

    @Test func `another source's tariff and a missing line leave the price to a person`() throws {
        var line = try RichLine()
        line.setting = EntitlementSetting(zone: line.zone)
        #expect(try line.ask("hours", at: "1405-02-01 10:00", quantity: "60").brief == "60 priced H quote")
        #expect(try line.ask("licence").brief == "1 priced L quote")
    }

    @Test func `a price that no number holds is denied`() throws {
        let line = try RichLine()
        let verdict = try line.ask("hours", at: "1405-02-01 10:00", quantity: "999999999999999")
        #expect(verdict.parts.map(\.reason.code) == [.deniedOverflow])
        // Somebody may still price by hand what no tariff can.
        let days = try line.ask("days", quantity: "999999999999999")
        #expect(days.parts.count == 2 && days.needsQuote)
    }
}
