import Entitlement
import Primitives
import Storage
import Testing

@testable import RelayStorage

/// Requirement A2, A22 and the rule of ends: the same Jalali day, where a missing 30 Esfand becomes 1 Farvardin.
struct RenewalTests {
    struct Chain: CustomTestStringConvertible {
        let testDescription: String
        let purchased: String
        /// Days on which the line is renewed, and the months of that renewal (nil: as before).
        let renewals: [(on: String, months: Int?)]
        let terms: [String]
    }

    static let chains = [
        Chain(
            testDescription: "30 Esfand, renewed early each year, comes back to it in the next leap year",
            purchased: "1403-12-30",
            renewals: [("1404-11-20", nil), ("1405-11-20", nil), ("1406-11-20", nil), ("1407-11-20", nil)],
            terms: [
                "1403-12-30…1405-01-01", "1405-01-01…1406-01-01", "1406-01-01…1407-01-01", "1407-01-01…1408-01-01",
                "1408-01-01…1408-12-30",
            ]),
        Chain(
            testDescription: "40 days early", purchased: "1404-05-14", renewals: [("1405-04-05", nil)],
            terms: ["1404-05-14…1405-05-14", "1405-05-14…1406-05-14"]),
        Chain(
            testDescription: "on the last day", purchased: "1404-05-14", renewals: [("1405-05-13", nil)],
            terms: ["1404-05-14…1405-05-14", "1405-05-14…1406-05-14"]),
        Chain(
            testDescription: "on the end itself the anchor stays", purchased: "1403-12-30", renewals: [("1405-01-01", nil)],
            terms: ["1403-12-30…1405-01-01", "1405-01-01…1406-01-01"]),
        Chain(
            testDescription: "a day after the end there is a new anchor", purchased: "1403-12-30",
            renewals: [("1405-01-02", nil), ("1405-12-01", nil)],
            terms: ["1403-12-30…1405-01-01", "1405-01-02…1406-01-02", "1406-01-02…1407-01-02"]),
        Chain(
            testDescription: "40 days late: no arrears", purchased: "1404-05-14", renewals: [("1405-06-23", nil)],
            terms: ["1404-05-14…1405-05-14", "1405-06-23…1406-06-23"]),
        Chain(
            testDescription: "terms of other lengths keep the anchor", purchased: "1403-12-30",
            renewals: [("1404-01-15", 6), ("1404-01-15", 6)],
            terms: ["1403-12-30…1405-01-01", "1405-01-01…1405-06-30", "1405-06-30…1406-01-01"]),
        Chain(
            testDescription: "31 of a month: the shorter months give the first of the next", purchased: "1404-06-31",
            renewals: [("1404-07-01", 1), ("1404-07-01", 11)],
            terms: ["1404-06-31…1405-06-31", "1405-06-31…1405-08-01", "1405-08-01…1406-06-31"]),
        Chain(
            testDescription: "written in the Gregorian calendar", purchased: "2025-03-20",
            renewals: [("2026-01-10", nil)], terms: ["1403-12-30…1405-01-01", "1405-01-01…1406-01-01"]),
    ]

    @Test("A2 A22 a chain of terms", arguments: chains)
    func chain(_ chain: Chain) throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract(purchased: chain.purchased)
        for (day, months) in chain.renewals {
            try relay.database.write {
                _ = try $0.contracts.renew(
                    line.line.id, on: CivilDate(parsing: day), overrides: PurchaseOverrides(months: months), actor: "admin",
                    at: relay.noon)
            }
        }
        let terms = try relay.database.read { try $0.contracts.terms(of: line.line.id) }
        #expect(terms.map { "\($0.interval.start.jalaliText)…\($0.interval.end.jalaliText)" } == chain.terms)
        // Each term has its own buckets, and they are granted whole.
        for term in terms {
            let granted = try relay.database.read { try $0.standings.line(line.line.id) }.buckets
                .filter { $0.bucket.term == term.id && $0.bucket.role == .allotment }
            #expect(!granted.isEmpty && granted.allSatisfy { $0.balances.available == $0.balances.granted })
        }
    }

    @Test func `A1 a renewal keeps the plan as it was sold, or takes another one with its own overrides`() throws {
        let relay = try LedgerUnderTest()
        let overrides = PurchaseOverrides(quotas: ["remote-install": try Quantity(units: 5)])
        let line = try relay.addContract(overrides: overrides)
        let (same, other) = try relay.database.write { transaction in
            let same = try transaction.contracts.renew(
                line.line.id, on: CivilDate(parsing: "1404-08-01"), actor: "admin", at: relay.noon)
            let other = try transaction.contracts.renew(
                line.line.id, on: CivilDate(parsing: "1404-08-01"), plan: LedgerUnderTest.padra(),
                overrides: PurchaseOverrides(quotas: ["remote-install": try Quantity(units: 3)]), actor: "admin",
                at: relay.noon)
            return (same, other)
        }
        let quota = QuotaName(rawValue: "remote-install")
        #expect(same.plan == line.terms[0].plan)
        #expect(other.plan.quota(quota)?.amount == (try Quantity(units: 3)))
        let stored = try relay.database.read { try $0.contracts.terms(of: line.line.id) }
        #expect(stored.map { $0.plan.quota(quota)?.amount.thousandths } == [5000, 5000, 3000])
        #expect(try relay.database.read { try $0.contracts.lines(of: line.contract.id) }[0].overrides == overrides)
    }

    @Test func `a renewal beyond the years of the calendar is refused and changes nothing`() throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        let years = PurchaseOverrides(months: PlanSnapshot.monthLimit)
        var failed: Failure.Code?
        for _ in 0..<8 where failed == nil {
            failed = refusal {
                try relay.database.write {
                    try $0.contracts.renew(
                        line.line.id, on: CivilDate(parsing: "1404-08-01"), overrides: years, actor: "admin", at: relay.noon)
                }
            }
        }
        #expect(failed == .dateOutOfRange)
        let terms = try relay.database.read { try $0.contracts.terms(of: line.line.id) }
        #expect(terms.count == 5)
        #expect(try relay.database.read { try $0.ledger.mismatches() }.isEmpty)
    }
}
