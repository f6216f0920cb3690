import Entitlement
import Primitives
import Testing

@testable import Plans

struct PlanFileTests {
    /// A plan of a few lines; tests replace one of them.
    static let small = """
        plan: small
        edition: 1404-1
        title: { fa: کوچک, en: Small }
        months: 12
        quotas:
          installs:
            title: { fa: نصب, en: Install }
            unit: count
            amount: 2
        kinds:
          assessment:
            title: { fa: بررسی, en: Assessment }
            rules:
              - { id: look, places: [remote], inside: free, outside: free }
          install:
            title: { fa: نصب, en: Install }
            rules:
              - id: A3
                places: [remote]
                inside: { quota: [installs], beyond: quote }
                outside: { fixed: 5_000_000 }
        """

    @Test func theSmallPlanIsRead() throws {
        let plan = try PlanFile.parse(Self.small, file: "small.yaml")
        let rule = try #require(plan.kind(ServiceKindName(rawValue: "install"))?.rule(at: .remote))
        #expect(rule.outside == .priced(.fixed(perUnit: Money(rials: 5_000_000))))
    }

    @Test func `a file at the size limit and one byte above`() throws {
        let comment = String(repeating: "#", count: YAMLText.sizeLimit - Self.small.utf8.count - 1)
        #expect(try PlanFile.parse(Self.small + "\n" + comment, file: "x.yaml").name == "small")
        #expect(throws: Failure.self) { try PlanFile.parse(Self.small + "\n#" + comment, file: "x.yaml") }
    }
}
