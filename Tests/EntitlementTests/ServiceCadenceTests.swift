import Testing

@testable import Entitlement

@Suite struct ServiceCadenceTests {
    @Test(arguments: [
        // The term is of the year from 1404-06-31; a day that a month lacks is the first of the next one.
        (6, nil as String?, "1405-01-01" as String?), (3, nil, "1404-10-01"), (12, nil, nil), (11, nil, "1405-05-31"),
        (6, "1404-08-10", "1405-02-10"), (6, "1405-01-10", nil), (3, "1405-03-30", "1405-06-30"), (3, "1405-03-31", nil),
        // The last time was in the term before: late ones are due on the first day.
        (6, "1404-05-01", "1404-11-01"), (6, "1403-01-01", "1404-06-31"), (1, "1404-05-31", "1404-06-31"),
    ])
    func `A11 A23 a service is due so long after the last time, while the term runs`(
        months: Int, last: String?, due: String?
    ) throws {
        let kind = PlanKind(
            name: ServiceKindName(rawValue: "service"), title: SamplePlan.title("Service"), everyMonths: months, rules: [])
        let start = try CivilDate(parsing: "1404-06-31")
        let term = try CivilInterval(start: start, end: try start.adding(jalaliMonths: 12))
        let next = kind.due(after: try last.map { try CivilDate(parsing: $0) }, in: term)
        #expect(next?.jalaliText == due)
    }

    @Test func `a kind without a cadence is never due`() throws {
        let kind = PlanKind(name: ServiceKindName(rawValue: "service"), title: SamplePlan.title("Service"), rules: [])
        let start = try CivilDate(parsing: "1404-01-01")
        #expect(kind.due(after: nil, in: try CivilInterval(start: start, end: try start.adding(days: 300))) == nil)
    }
}
