import Primitives
import Testing

@testable import Entitlement

@Suite struct PriceRateTests {
    private static func tariff() throws -> TariffVersion {
        let lines: [(String, TariffLine.Unit, Int64)] = [
            ("case", .count, 4_500_000), ("minute", .minute, 100_000), ("hour", .hour, 9_000_000), ("odd", .hour, 1_000_001),
            ("day", .personDay, 60_000_000), ("way", .kilometre, 90_000), ("once", .count, 2_000_000),
        ]
        return TariffVersion(
            source: "guild", year: 1404, edition: 1,
            interval: try CivilInterval(start: CivilDate(parsing: "1404-01-01"), end: CivilDate(parsing: "1405-01-01")),
            title: SamplePlan.title("x"),
            lines: lines.map { TariffLine(code: $0.0, title: SamplePlan.title($0.0), unit: $0.1, rate: Money(rials: $0.2)) },
            valueAddedTax: [
                ValueAddedTaxRate(from: try CivilDate(parsing: "1402-01-01"), permille: 90),
                ValueAddedTaxRate(from: try CivilDate(parsing: "1403-01-01"), permille: 100),
            ])
    }

    /// The estimate's total and what is billed of the line: `9000000 for 1`.
    private func estimate(_ rate: PriceRate, _ quantity: String, _ unit: ServiceUnit, metres: Int64? = nil) throws -> String {
        let distance = metres.map { SiteDistance(metres: $0, source: "map") }
        let estimate = try rate.estimate(Quantity(parsing: quantity), unit, distance: distance, by: Self.tariff())
        guard let estimate else { return "by hand" }
        let travel = estimate.travel.map { " way \($0.quantity) \($0.amount.rials)" } ?? ""
        return "\(estimate.total.rials) for \(estimate.work.quantity)" + travel
    }

    @Test(arguments: [
        ("case", "2", ServiceUnit.count, "9000000 for 2"), ("case", "0.5", .count, "2250000 for 0.5"),
        ("hour", "50", .minute, "7500000 for 0.834"), ("hour", "60", .minute, "9000000 for 1"),
        ("minute", "90", .minute, "9000000 for 90"),
        ("minute", "0.5", .personDay, "24000000 for 240"), ("hour", "1", .personDay, "72000000 for 8"),
        ("day", "240", .minute, "30000000 for 0.5"), ("day", "1.5", .personDay, "90000000 for 1.5"),
        // A started rial is a rial: 1,000,001 / 60 is 16,666.68.
        ("odd", "1", .minute, "16667 for 0.017"),
        // What cannot be changed, and what the tariff lacks.
        ("hour", "1", .count, "by hand"), ("case", "1", .minute, "by hand"), ("case", "1", .personDay, "by hand"),
        ("way", "1", .count, "by hand"), ("none", "1", .count, "by hand"),
    ])
    func `A21 a rate prices each unit that can be changed into the tariff's`(
        line: String, quantity: String, unit: ServiceUnit, expected: String
    ) throws {
        #expect(try estimate(PriceRate(line: line), quantity, unit) == expected)
    }

    @Test(
        arguments: [
            ("0.25", nil, "50", "9000000 for 1"), ("0.25", nil, "45", "6750000 for 0.75"), ("0.25", nil, "46", "9000000 for 1"),
            ("0.25", "2", "50", "18000000 for 2"), ("0.25", "2", "121", "20250000 for 2.25"), (nil, "2", "50", "18000000 for 2"),
            (nil, "2", "150", "22500000 for 2.5"), ("1", "1.5", "10", "18000000 for 2"), ("0.5", "0.5", "30", "4500000 for 0.5"),
        ] as [(String?, String?, String, String)])
    func `B8b steps round up, and a minimum is the least`(
        step: String?, minimum: String?, minutes: String, expected: String
    ) throws {
        let rate = PriceRate(
            line: "hour", step: try step.map { try Quantity(parsing: $0) }, minimum: try minimum.map { try Quantity(parsing: $0) }
        )
        #expect(try estimate(rate, minutes, .minute) == expected)
    }

    @Test(
        arguments: [
            ("way", 12_300, "5670000 for 1 way 13 1170000"), ("way", 40_000, "8100000 for 1 way 40 3600000"),
            ("way", 39_900, "8100000 for 1 way 40 3600000"), ("way", 0, "4500000 for 1 way 0 0"), ("way", nil, "by hand"),
            ("once", 12_300, "6500000 for 1 way 1 2000000"), ("once", nil, "6500000 for 1 way 1 2000000"),
            ("hour", 12_300, "by hand"), ("none", 12_300, "by hand"), ("way", -1, "by hand"),
        ] as [(String, Int64?, String)])
    func `A7 the way is priced by started kilometre or once`(travel: String, metres: Int64?, expected: String) throws {
        #expect(try estimate(PriceRate(line: "case", travel: travel), "1", .count, metres: metres) == expected)
    }

    @Test(
        arguments: [
            ("1401-12-29", nil), ("1402-01-01", 90), ("1402-12-29", 90), ("1403-01-01", 100), ("1410-01-01", 100),
        ] as [(String, Int64?)])
    func `the tax of a day is that of the dated table`(day: String, permille: Int64?) throws {
        #expect(try Self.tariff().valueAddedTax(on: CivilDate(parsing: day)) == permille)
    }

    @Test func `what no number holds is an error`() throws {
        let tariff = try Self.tariff()
        let failure = #expect(throws: Failure.self) {
            try PriceRate(line: "day").estimate(Quantity(thousandths: .max), .personDay, distance: nil, by: tariff)
        }
        #expect(failure?.code == .amountOverflow)
        #expect(throws: Failure.self) {
            try PriceRate(line: "case", travel: "way").estimate(
                .one, .count, distance: SiteDistance(metres: .max, source: "map"), by: tariff)
        }
    }
}
