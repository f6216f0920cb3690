import Primitives
import Testing

@testable import Entitlement

@Suite struct TermChainTests {
    private func first(_ purchase: String, months: Int = 12) throws -> (term: Term, anchor: TermAnchor) {
        let day = try CivilDate(parsing: purchase)
        let plan = try SamplePlan.snapshot(months: months)
        return (try Term(id: .random(), line: .random(), anchor: day, plan: plan), TermAnchor(day: day, months: months))
    }

    private func span(_ term: Term) -> String { "\(term.interval.start.jalaliText) \(term.interval.end.jalaliText)" }

    @Test(arguments: [
        // 40 days early, on the day itself, 40 days late.
        ("1404-01-15", "1404-12-04", "1405-01-15 1406-01-15"), ("1404-01-15", "1405-01-15", "1405-01-15 1406-01-15"),
        ("1404-01-15", "1405-01-16", "1405-01-16 1406-01-16"), ("1404-01-15", "1405-02-24", "1405-02-24 1406-02-24"),
        // 30 Esfand: 1403 and 1408 are leap years.
        ("1403-12-30", "1404-12-20", "1405-01-01 1406-01-01"),
    ])
    func `A2 A22 a renewal`(purchase: String, renewed: String, expected: String) throws {
        let (term, anchor) = try first(purchase)
        let next = try term.renewed(.random(), on: CivilDate(parsing: renewed), anchor: anchor, plan: term.plan)
        #expect(span(next.term) == expected)
        #expect(next.term.line == term.line && next.term.id != term.id)
    }

    @Test func `A2 a chain that began on 30 Esfand comes back to it in the next leap year`() throws {
        var (term, anchor) = try first("1403-12-30")
        var ends: [String] = []
        for _ in 0..<5 {
            ends.append(term.interval.end.jalaliText)
            (term, anchor) = try term.renewed(.random(), on: term.interval.end, anchor: anchor, plan: term.plan)
        }
        #expect(ends == ["1405-01-01", "1406-01-01", "1407-01-01", "1408-01-01", "1408-12-30"])
    }

    @Test func `A2 an extension's days are not lost by the renewal`() throws {
        let (term, anchor) = try first("1404-01-15")
        let longer = try term.extended(to: CivilDate(parsing: "1405-02-01"))
        #expect(span(longer) == "1404-01-15 1405-02-01")
        let next = try longer.renewed(.random(), on: CivilDate(parsing: "1405-01-20"), anchor: anchor, plan: term.plan)
        #expect(span(next.term) == "1405-02-01 1406-02-01" && next.anchor.day.jalaliText == "1405-02-01")
        // No extension makes a term shorter.
        #expect(span(try term.extended(to: CivilDate(parsing: "1404-06-01"))) == "1404-01-15 1405-01-15")
    }

    @Test func `A2 renewals until the calendars end`() throws {
        let (term, anchor) = try first("1498-01-15")
        let failure = #expect(throws: Failure.self) {
            try term.renewed(.random(), on: term.interval.end, anchor: anchor, plan: term.plan)
        }
        #expect(failure?.code == .dateOutOfRange)
    }

    @Test(
        arguments: [
            (nil, "1404-04-15"), ("1404-04-20", "1404-07-20"), ("1404-11-01", nil), ("1404-10-14", "1405-01-14"),
            ("1404-10-15", nil),
            // What was done in the term before it goes on; what fell due then is due on the first day.
            ("1403-12-01", "1404-03-01"), ("1403-07-01", "1404-01-15"),
            // What was done before a gap does not count.
            ("1402-12-01", "1404-04-15"),
        ] as [(String?, String?)])
    func `A11 A23 a periodic service is due again`(last: String?, due: String?) throws {
        let (term, _) = try first("1404-01-15")
        let kind = PlanKind(name: .demo, title: SamplePlan.title("x"), everyMonths: 3, rules: [])
        let (last, schedule) = (try last.map { try CivilDate(parsing: $0) }, try CivilDate(parsing: "1403-01-15"))
        #expect(try kind.nextDue(last: last, since: schedule, term: term)?.jalaliText == due)
        let other = PlanKind(name: .demo, title: SamplePlan.title("x"), rules: [])
        #expect(try other.nextDue(last: nil, since: schedule, term: term) == nil)
    }
}
