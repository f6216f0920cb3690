import Entitlement
import Primitives
import Storage
import Testing

@testable import RelayStorage

/// Invariant 12: tariff intervals of one source do not overlap (requirement A21).
struct TariffVersionTests {
    private func tariff(
        _ edition: Int, _ start: String, _ end: String, year: Int = 1404, source: String = "guild", rials: Int64 = 1000
    ) throws -> TariffVersion {
        TariffVersion(
            source: source, year: year, edition: edition,
            interval: try CivilInterval(start: CivilDate(parsing: start), end: CivilDate(parsing: end)),
            title: LocalizedText(persian: "تعرفه", english: "tariff"),
            lines: [
                TariffLine(
                    code: "remote-hour", title: LocalizedText(persian: "ساعت", english: "hour"), unit: .hour,
                    rate: Money(rials: rials))
            ])
    }

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        /// year-edition start end
        let imports: [String]
        let refused: Failure.Code?
        /// What is in force afterwards.
        let expected: [String]
    }

    static let cases = [
        Case(
            testDescription: "a higher edition of the year ends the one before it",
            imports: ["1404-1 1404-01-01 1405-01-01", "1404-2 1404-07-01 1405-01-01"], refused: nil,
            expected: ["1404-1 1404-01-01 1404-07-01", "1404-2 1404-07-01 1405-01-01"]),
        Case(
            testDescription: "a third edition ends the second alone",
            imports: ["1404-1 1404-01-01 1405-01-01", "1404-2 1404-07-01 1405-01-01", "1404-3 1404-10-01 1405-01-01"],
            refused: nil,
            expected: ["1404-1 1404-01-01 1404-07-01", "1404-2 1404-07-01 1404-10-01", "1404-3 1404-10-01 1405-01-01"]),
        Case(
            testDescription: "the next year begins where this one ends",
            imports: ["1404-1 1404-01-01 1405-01-01", "1405-1 1405-01-01 1406-01-01"], refused: nil,
            expected: ["1404-1 1404-01-01 1405-01-01", "1405-1 1405-01-01 1406-01-01"]),
        Case(
            testDescription: "a later edition may reach further",
            imports: ["1404-1 1404-01-01 1405-01-01", "1404-2 1404-12-29 1405-02-01"], refused: nil,
            expected: ["1404-1 1404-01-01 1404-12-29", "1404-2 1404-12-29 1405-02-01"]),
        Case(
            testDescription: "another year never cuts",
            imports: ["1404-1 1404-01-01 1405-01-01", "1405-1 1404-12-29 1406-01-01"], refused: .tariffOverlap,
            expected: ["1404-1 1404-01-01 1405-01-01"]),
        Case(
            testDescription: "a lower edition never cuts",
            imports: ["1404-2 1404-01-01 1405-01-01", "1404-1 1404-07-01 1405-01-01"], refused: .tariffOverlap,
            expected: ["1404-2 1404-01-01 1405-01-01"]),
        Case(
            testDescription: "an edition that begins on the same day would leave nothing",
            imports: ["1404-1 1404-01-01 1405-01-01", "1404-2 1404-01-01 1405-01-01"], refused: .tariffOverlap,
            expected: ["1404-1 1404-01-01 1405-01-01"]),
        Case(
            testDescription: "an edition that begins before would leave an end, not a beginning",
            imports: ["1404-1 1404-05-01 1405-01-01", "1404-2 1404-01-01 1404-06-01"], refused: .tariffOverlap,
            expected: ["1404-1 1404-05-01 1405-01-01"]),
        Case(
            testDescription: "one day shared with the year after",
            imports: ["1405-1 1405-01-01 1406-01-01", "1404-1 1404-01-01 1405-01-02"], refused: .tariffOverlap,
            expected: ["1405-1 1405-01-01 1406-01-01"]),
        Case(
            testDescription: "two would be cut, and only one may be",
            imports: ["1404-1 1404-01-01 1405-01-01", "1404-3 1404-07-01 1405-01-01", "1404-4 1404-03-01 1405-01-01"],
            refused: .tariffOverlap, expected: ["1404-1 1404-01-01 1404-07-01", "1404-3 1404-07-01 1405-01-01"]),
        Case(
            testDescription: "the same edition with other content",
            imports: ["1404-1 1404-01-01 1405-01-01", "1404-1 1404-02-01 1405-01-01"], refused: .tariffKnown,
            expected: ["1404-1 1404-01-01 1405-01-01"]),
    ]

    @Test("A21 intervals of one source", arguments: cases)
    func intervals(_ test: Case) throws {
        let relay = try LedgerUnderTest()
        var refused: Failure.Code?
        for text in test.imports {
            let words = text.split(separator: " ").map(String.init)
            let (year, edition) = (Int(words[0].prefix(4)) ?? 0, Int(words[0].dropFirst(5)) ?? 0)
            let version = try tariff(edition, words[1], words[2], year: year)
            refused =
                refusal { try relay.database.write { try $0.tariffs.import(version, actor: "admin", at: relay.noon) } } ?? refused
        }
        #expect(refused == test.refused)
        let kept = try relay.database.read { try $0.tariffs.all() }
        #expect(
            kept.map { "\($0.year)-\($0.edition) \($0.interval.start.jalaliText) \($0.interval.end.jalaliText)" } == test.expected
        )
        for (older, newer) in zip(kept, kept.dropFirst()) { #expect(older.interval.end <= newer.interval.start) }
    }

    @Test func `the same content again changes nothing, though the edition was cut meanwhile`() throws {
        let relay = try LedgerUnderTest()
        func keep(_ version: TariffVersion) throws -> (tariff: TariffVersion, isNew: Bool) {
            try relay.database.write { try $0.tariffs.import(version, actor: "admin", at: relay.noon) }
        }
        let first = try tariff(1, "1404-01-01", "1405-01-01")
        #expect(try keep(first).isNew && !keep(first).isNew)
        _ = try keep(try tariff(2, "1404-07-01", "1405-01-01"))
        let again = try keep(first)
        #expect(!again.isNew && again.tariff.interval.end.jalaliText == "1404-07-01")
        #expect(refusal { try keep(tariff(1, "1404-01-01", "1405-01-01", rials: 1001)) } == .tariffKnown)
        for change in ["end_day = end_day + 1", "start_day = start_day - 1", "content = '{}'"] {
            #expect(refusal { try relay.database.write { try $0.execute("UPDATE tariffs SET \(change)") } } == .storageConstraint)
        }
        #expect(refusal { try relay.database.write { try $0.execute("DELETE FROM tariffs") } } == .storageConstraint)
        // Another source has its own days.
        #expect(try keep(tariff(1, "1404-01-01", "1405-01-01", source: "portal")).isNew)
    }

    @Test func `A21 the setting of a verdict has the edition of the day, on its first and its last`() throws {
        let relay = try LedgerUnderTest()
        try relay.database.write { transaction in
            for version in [try tariff(1, "1404-01-01", "1405-01-01"), try tariff(2, "1404-07-01", "1405-01-01", rials: 1200)] {
                _ = try transaction.tariffs.import(version, actor: "admin", at: relay.noon)
            }
        }
        let setting = try relay.database.read { try $0.entitlementSetting(in: relay.zone) }
        let days = ["1403-12-30", "1404-01-01", "1404-06-31", "1404-07-01", "1404-12-29", "1405-01-01"]
        let rates = try days.map { setting.tariff("guild", on: try CivilDate(parsing: $0))?.line("remote-hour")?.rate.rials }
        #expect(rates == [nil, 1000, 1000, 1200, 1200, nil])
    }
}
