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

    @Test(arguments: [
        ("months: 12", "month: 12", 4, "plan.unknown-key"), ("months: 12", "", 1, "plan.missing-key"),
        ("months: 12", "months: twelve", 4, "plan.wrong-value"), ("months: 12", "months: 0", 4, "plan.wrong-value"),
        ("months: 12", "months: 99999999999999999999", 4, "plan.wrong-value"),
        ("months: 12", "months: [12]", 4, "plan.wrong-value"),
        ("months: 12", "months: 12\nguarantee_months: 13", 5, "plan.invalid"),
        ("unit: count", "unit: piece", 8, "plan.wrong-value"), ("amount: 2", "amount: -2", 9, "plan.wrong-value"),
        ("amount: 2", "amount: 0.0001", 9, "plan.wrong-value"), ("amount: 2", "amount: 9000000", 9, "plan.invalid"),
        ("amount: 2", "amount:", 9, "plan.wrong-value"), ("amount: 2", "amount: 2\n    amount: 3", 9, "plan.syntax"),
        ("quota: [installs]", "quota: [nonsense]", 18, "plan.invalid"), ("quota: [installs]", "quota: []", 18, "plan.invalid"),
        ("quota: [installs]", "quota: installs", 20, "plan.wrong-value"),
        ("beyond: quote", "beyond: free", 20, "plan.wrong-value"), (", beyond: quote", "", 20, "plan.missing-key"),
        ("fixed: 5_000_000", "fixed: 0", 18, "plan.invalid"), ("fixed: 5_000_000", "fixed: much", 21, "plan.wrong-value"),
        ("places: [remote]\n        inside: {", "places: [moon]\n        inside: {", 19, "plan.wrong-value"),
        ("outside: free", "outside: quote", 14, "plan.invalid"), ("- id: A3", "- id: look", 10, "plan.invalid"),
        ("- id: A3", "- id: A3\n        intervals: support", 19, "plan.unknown-key"),
        ("- id: A3", "- id: A3\n        interval: warranty", 19, "plan.wrong-value"),
        ("assessment:", "evaluation:", 10, "plan.invalid"),
        ("title: { fa: کوچک, en: Small }", "title: Small", 3, "plan.wrong-value"),
        ("edition: 1404-1", "edition: &e 1404-1\nx: *e", 3, "plan.syntax"), ("months: 12", "months: 12\n---", 5, "plan.syntax"),
        ("months: 12", "months: {", 6, "plan.syntax"), ("months: 12", "\tmonths: 12", 4, "plan.syntax"),
        ("plan: small", "plan: \"a b\"", 1, "plan.wrong-value"),
    ])
    func aMistakeIsNamedWithFileAndLine(right: String, wrong: String, line: Int, code: String) throws {
        let text = Self.small.replacing(right, with: wrong, maxReplacements: 1)
        try #require(text != Self.small)
        let failure = try #require(throws: Failure.self) { try PlanFile.parse(text, file: "small.yaml") }
        #expect(failure.code.rawValue == code, "\(failure)")
        #expect(failure.parameters["file"] == "small.yaml")
        #expect(failure.parameters["line"] == String(line), "\(failure)")
        #expect(failure.parameters["expected"]?.isEmpty == false)
    }

    @Test(arguments: [
        "", "\n", "plan", "[]", "- a\n- b\n- c\n- d\n- e", String(repeating: "[", count: 100_000),
        String(repeating: "{a: ", count: 20_000), String(repeating: "- ", count: 50_000), String(repeating: "x", count: 300_000),
        "a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]", "? [a, b, c]\n: 1\n? {a: b}\n: 2",
        "\u{0}\u{1}plan: aaaaaaaaaaaaaa",
        "plan: !!binary aGVsbG8=\nedition: !foo x", "%YAML 9.9\n---\nplan: aaaaaaaaaaaaa",
    ])
    func hostileTextIsAnErrorNotATrap(text: String) {
        #expect(throws: Failure.self) { try PlanFile.parse(text, file: "x.yaml") }
    }

    @Test func `a file at the size limit and one byte above`() throws {
        let comment = String(repeating: "#", count: YAMLText.sizeLimit - Self.small.utf8.count - 1)
        #expect(try PlanFile.parse(Self.small + "\n" + comment, file: "x.yaml").name == "small")
        #expect(throws: Failure.self) { try PlanFile.parse(Self.small + "\n#" + comment, file: "x.yaml") }
    }
}
