import Entitlement
import Primitives
import Testing

@testable import Plans

@Suite struct PlanCheckTests {
    private func warnings(
        _ text: String, tariffs: [TariffVersion] = [], calendars: [BusinessCalendar] = []
    ) throws -> [String] {
        try PlanCheck.report(text, file: "x.yaml", tariffs: tariffs, calendars: calendars).warnings.map { warning in
            #expect(warning.parameters["file"] == "x.yaml")
            let values = ["rule", "kind", "quota", "rate", "unit", "place", "tariff", "calendar"].compactMap {
                warning.parameters[$0]
            }
            return "\(warning.parameters["line"] ?? "?") \(warning.code) " + values.joined(separator: " ")
        }
    }

    @Test func `a plan is shown as it was understood, a row for each kind and place`() throws {
        let report = try PlanCheck.report(Example.text("Examples/plans/padra.yaml"), file: "padra.yaml")
        let row = try #require(report.rows.first { $0.rule == "A7" })
        #expect(row.place == .onSite && row.interval == .support)
        #expect(row.inside == "quota on-site-visit, then quote by on-site-visit, with travel")
        #expect(row.condition == "distance below 40 km, otherwise quote by on-site-visit, with travel")
        #expect(row.outside == "quote by on-site-visit, with travel")
        #expect(report.rows.count == report.plan.kinds.flatMap { $0.rules.flatMap(\.places) }.count)
        let second = try PlanCheck.report(Example.text("Examples/plans/faragostar.yaml"), file: "faragostar.yaml")
        let words = Dictionary(grouping: second.rows, by: \.rule).compactMapValues(\.first)
        #expect(words["B8a-hours"]?.outside == "quote by support-hour in steps of 0.25, at least 0.5")
        #expect(words["B12"]?.condition == "coordinated 2 business days before always, otherwise quote by licence-reactivation")
        #expect(words["B6"]?.condition == "same platform, otherwise quote" && words["B6"]?.inside == "free")
        #expect(words["B7"]?.condition == "bought version, otherwise quote" && words["B7"]?.inside == "uncounted")
    }

    @Test func `A15 B6 what a rule asks of releases is shown before its other condition`() throws {
        func shown(_ keys: String) throws -> String? {
            let text = Self.text.replacing(
                "places: [remote, phone]\n        inside", with: "places: [remote, phone]\n        \(keys)inside")
            return try PlanCheck.report(text, file: "x.yaml").rows.first { $0.rule == "A3" }?.condition
        }
        #expect(try shown("") == nil)
        #expect(try shown("requested_in_window: true\n        ") == nil)
        #expect(try shown("released_in_window: true\n        ") == "released in window")
        #expect(
            try shown("released_in_window: true\n        when: { same_platform: true, otherwise: quote }\n        ")
                == "released in window; same platform, otherwise quote")
    }

    @Test(arguments: [("padra", ["ict-guild-1404", "ict-guild-1405"]), ("faragostar", ["faragostar-portal-1404"])])
    func `the examples have no warnings but of kinds that are not given by phone`(name: String, files: [String]) throws {
        let found = try warnings(
            Example.text("Examples/plans/\(name).yaml"), tariffs: files.map(Example.tariff),
            calendars: Example.calendars.map(Example.calendar))
        #expect(found.filter { !$0.contains(" plan.phone-missing ") } == [])
    }

    @Test(arguments: [
        // What the small plan says anyway.
        ("", "", [] as [String]),
        ("months: 12", "months: 12\ncalendar: bazaar", ["5 plan.calendar-missing bazaar"]),
        ("months: 12", "months: 12\ncalendar: faragostar", []), ("months: 12", "months: 12\ncalendar: office", []),
        ("inside: { quota: [installs], beyond: quote }", "inside: quote", ["7 plan.quota-idle installs"]),
        ("places: [remote, phone], inside", "places: [remote], inside", ["12 plan.phone-missing assessment"]),
        (
            "places: [remote, phone]\n        inside", "places: [remote, phone]\n        identity: signed\n        inside",
            ["21 plan.rule-unreachable A3 phone"]
        ),
        ("outside: { fixed", "identity: code\n        outside: { fixed", []),
        (
            "outside: { fixed",
            "when: { same_platform: true, otherwise: { quota: [installs], beyond: quote } }\n        outside: { fixed",
            ["22 plan.condition-idle A3"]
        ),
        (
            "outside: { fixed",
            "when: { same_platform: true, otherwise: { quota: [installs], beyond: quote }, applies: always }\n        outside: { fixed",
            []
        ),
        ("amount: 2", "amount: 2\n    overdraw: deny", []),
        ("outside: { fixed: 5_000_000 }", "outside: { quote: { rate: install } }", []),
        (
            "outside: { fixed: 5_000_000 }", "outside: { quote: { rate: nonsense } }",
            ["19 plan.rate-unknown nonsense guild 1404-1"]
        ),
        (
            "outside: { fixed: 5_000_000 }", "outside: { quote: { rate: install, travel: road } }",
            ["19 plan.rate-unknown road guild 1404-1"]
        ),
        (
            "outside: { fixed: 5_000_000 }", "outside: { quote: { rate: hour } }",
            ["19 plan.rate-unit install hour hour guild 1404-1"]
        ),
        (
            "outside: { fixed: 5_000_000 }", "outside: { quote: { rate: install, travel: hour } }",
            ["19 plan.rate-unit install hour hour guild 1404-1"]
        ),
        ("tariff: guild", "tariff: bazaar", ["5 plan.tariff-unknown bazaar"]),
    ])
    func `what is hardly meant is named with its line`(right: String, wrong: String, expected: [String]) throws {
        let text = Self.text.replacing(right, with: wrong, maxReplacements: 1)
        let guild = try TariffFile.parse(Self.guild, file: "guild.yaml")
        let found = try warnings(text, tariffs: [guild], calendars: Example.calendars.map(Example.calendar))
        #expect(found == expected)
    }

    @Test func `a price beyond a quota that denies, and rates without a tariff to look in`() throws {
        let priced = Self.text.replacing("beyond: quote", with: "beyond: { fixed: 7 }")
            .replacing("amount: 2", with: "amount: 2\n    overdraw: deny")
        #expect(try warnings(priced) == ["20 plan.price-unreachable A3 installs"])
        let rated = Self.text.replacing("beyond: quote", with: "beyond: { quote: { rate: nonsense } }")
        #expect(try warnings(rated) == [])
    }

    @Test func `a plan that is wrong has no report`() {
        #expect(throws: Failure.self) { try PlanCheck.report("plan: nothing at all", file: "x.yaml") }
    }

    /// A plan without warnings; tests change a line of it.
    static let text = """
        plan: small
        edition: 1404-1
        title: { fa: کوچک, en: Small }
        months: 12
        tariff: guild
        quotas:
          installs:
            title: { fa: نصب, en: Install }
            unit: count
            amount: 2
        kinds:
          assessment:
            title: { fa: بررسی, en: Assessment }
            rules:
              - { id: look, places: [remote, phone], inside: free, outside: free }
          install:
            title: { fa: نصب, en: Install }
            rules:
              - id: A3
                places: [remote, phone]
                inside: { quota: [installs], beyond: quote }
                outside: { fixed: 5_000_000 }
        """

    static let guild = """
        tariff: guild
        year: 1404
        edition: 1
        from: 1404-01-01
        until: 1405-01-01
        currency: IRR
        title: { fa: تعرفه, en: Tariff }
        lines:
          install: { title: { fa: نصب, en: Install }, unit: count, rials: 1000 }
          hour: { title: { fa: ساعت, en: Hour }, unit: hour, rials: 1000 }
        """
}
