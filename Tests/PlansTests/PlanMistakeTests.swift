import Entitlement
import Primitives
import Testing

@testable import Plans

/// Each kind of mistake in a plan file is named with its file, its line and what was expected.
@Suite struct PlanMistakeTests {
    @Test(arguments: top + quotas + validated + kinds + rules + prices + yaml)
    func `a mistake in a plan is named`(mistake: Mistake) throws {
        try mistake.check(in: Self.text, file: "small.yaml") { text, file throws(Failure) in try PlanFile.parse(text, file: file)
        }
    }

    @Test func `the text without a mistake is read`() throws {
        let plan = try PlanFile.parse(Self.text, file: "small.yaml")
        #expect(plan.kinds.count == 3)
    }

    /// Every mapping of the schema stands in it.
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
          hours:
            title: { fa: ساعت, en: Hours }
            unit: minute
            amount: 600
            step: 15
        kinds:
          assessment:
            title: { fa: بررسی, en: Assessment }
            rules:
              - { id: look, places: [remote], inside: free, outside: free }
          install:
            title: { fa: نصب, en: Install }
            target: 4h
            rules:
              - id: A3
                places: [remote, phone]
                inside: { quota: [installs], beyond: quote }
                when: { distance_below_km: 40, otherwise: quote }
                outside: { fixed: 5_000_000 }
                channels: [portal]
                prerequisites:
                  - { name: backup, title: { fa: پشتیبان, en: Backup } }
          licence:
            title: { fa: مجوز, en: Licence }
            rules:
              - id: B12
                places: [remote]
                inside: free
                when: { coordinated: { lead_business_days: 2 }, applies: always, otherwise: { quote: { rate: licence, step: 0.5 } } }
                outside: free
        """

    static let top = [
        Mistake(
            "months: 12", "month: 12", 4, "unknown-key", "plan, edition, title, months, kinds, guarantee_months", found: "month"),
        Mistake("months: 12\n", "", 1, "missing-key", "months"), Mistake("plan: small\n", "", 1, "missing-key", "plan"),
        Mistake("months: 12", "months: twelve", 4, "wrong-value", "a number of Jalali months, 1 to 240", found: "twelve"),
        Mistake("months: 12", "months: 0", 4, "wrong-value", "1 to 240", found: "0"),
        Mistake("months: 12", "months: 241", 4, "wrong-value", "1 to 240", found: "241"),
        Mistake("months: 12", "months: 12.5", 4, "wrong-value", "a number of Jalali months", found: "12.5"),
        Mistake("months: 12", "months: 99999999999999999999", 4, "wrong-value", "1 to 240"),
        Mistake("months: 12", "months: [12]", 4, "wrong-value", "Jalali months", found: "a list"),
        Mistake("months: 12", "months:", 4, "wrong-value", "Jalali months", found: "nothing"),
        Mistake("months: 12", "months: 12\nguarantee_months: 13", 5, "invalid", "1 to the term's 12 months"),
        Mistake("months: 12", "months: 12\ncalendar: [office]", 5, "wrong-value", "a calendar's name", found: "a list"),
        Mistake(
            "months: 12", "months: 12\ncalendar: my office", 5, "wrong-value", "a calendar's name of a-z", found: "my office"),
        Mistake("tariff: guild", "tariff: گیلد", 5, "wrong-value", "the source of a tariff"),
        Mistake("plan: small", "plan: \"a b\"", 1, "wrong-value", "the plan's name of a-z", found: "a b"),
        Mistake("edition: 1404-1", "edition: {a: b}", 2, "wrong-value", "an edition", found: "a mapping"),
        Mistake("title: { fa: کوچک, en: Small }", "title: Small", 3, "wrong-value", "a mapping", found: "Small"),
        Mistake("title: { fa: کوچک, en: Small }", "title: { fa: کوچک }", 3, "missing-key", "en"),
        Mistake(
            "title: { fa: کوچک, en: Small }", "title: { fa: کوچک, en: Small, de: Klein }", 3, "unknown-key", "fa, en", found: "de"
        ),
        Mistake("en: Small", "en: \"\"", 3, "wrong-value", "an English title", found: "nothing"),
        Mistake("en: Small", "en: \"a\\tb\"", 3, "wrong-value", "without control characters"),
        Mistake("en: Small", "en: \"a\\u202eb\"", 3, "wrong-value", "without control characters"),
        Mistake("en: Small", "en: " + String(repeating: "x", count: 161), 3, "wrong-value", "at most 160 characters"),
    ]

    static let quotas = [
        Mistake("unit: count", "unit: piece", 9, "wrong-value", "one of count, minute, person-day", found: "piece"),
        Mistake("unit: count\n    amount", "amount", 7, "missing-key", "unit"),
        Mistake("amount: 2", "amounts: 2", 10, "unknown-key", "title, unit, amount, step, counts_per, overdraw, day_minutes"),
        Mistake("amount: 2", "amount: -2", 10, "wrong-value", "a number of units", found: "-2"),
        Mistake("amount: 2", "amount: 0.0001", 10, "wrong-value", "at most three decimals", found: "0.0001"),
        Mistake("amount: 2", "amount: 9000000", 10, "invalid", "units"),
        Mistake("amount: 2", "amount:", 10, "wrong-value", "a number of units", found: "nothing"),
        Mistake("amount: 2", "amount: 2\n    amount: 3", 10, "syntax", "each key once: amount"),
        Mistake("amount: 2", "amount: 2\n    counts_per: day", 11, "wrong-value", "one of session, incident", found: "day"),
        Mistake("amount: 2", "amount: 2\n    overdraw: allow", 11, "wrong-value", "one of price, deny", found: "allow"),
        Mistake("amount: 2", "amount: 2\n    day_minutes: 8h", 11, "wrong-value", "the minutes of a person-day", found: "8h"),
        Mistake("step: 15", "step: quarter", 15, "wrong-value", "a number of units to round up to", found: "quarter"),
        Mistake("  installs:\n", "  two installs:\n", 7, "wrong-value", "a quota's name of a-z", found: "two installs"),
        Mistake("quotas:\n", "quotas: none\nkinds:\n", 7, "syntax", "each key once: kinds"),
        Mistake(
            "installs:\n    title: { fa: نصب, en: Install }\n    unit: count\n    amount: 2", "installs: 2", 7, "wrong-value",
            "a mapping"),
    ]

    static let validated = [
        Mistake("step: 15", "step: 0", 15, "invalid", "more than 0"),
        Mistake("step: 15", "day_minutes: 0", 15, "invalid", "1 to 1440 minutes"),
        Mistake("step: 15", "day_minutes: -1", 15, "invalid", "1 to 1440 minutes"),
        Mistake("step: 15", "day_minutes: 1441", 15, "invalid", "1 to 1440 minutes"),
        Mistake("target: 4h", "target: 1441h", 23, "invalid", "business minutes"),
        Mistake("target: 4h", "points: -1", 23, "invalid", "0 to 1000000 points"),
        Mistake("target: 4h", "points: 1_000_001", 23, "invalid", "0 to 1000000 points"),
        Mistake("channels: [portal]", "channels: [portal, portal]", 30, "invalid", "portal only once"),
        Mistake(
            "          - { name: backup, title: { fa: پشتیبان, en: Backup } }",
            "          - { name: backup, title: { fa: پشتیبان, en: Backup } }\n          - { name: backup, title: { fa: پ, en: B } }",
            31,
            "invalid", "backup only once"),
        Mistake("target: 4h", "unit: minute", 25, "invalid", "quotas in the unit of the kind (minute); installs has count"),
    ]

    static let kinds = [
        Mistake("target: 4h", "target: 1d", 23, "wrong-value", "such as 30m or 4h", found: "1d"),
        Mistake("target: 4h", "target: 90s", 23, "wrong-value", "such as 30m or 4h", found: "90s"),
        Mistake("target: 4h", "target: 4", 23, "wrong-value", "such as 30m or 4h", found: "4"),
        Mistake("target: 4h", "target: 0h", 23, "wrong-value", "such as 30m or 4h", found: "0h"),
        Mistake("target: 4h", "target: -4h", 23, "wrong-value", "such as 30m or 4h", found: "-4h"),
        Mistake("target: 4h", "every_months: 0", 23, "wrong-value", "Jalali months, 1 to 240", found: "0"),
        Mistake("target: 4h", "every_months: monthly", 23, "wrong-value", "Jalali months", found: "monthly"),
        Mistake("target: 4h", "points: many", 23, "wrong-value", "a whole number of points", found: "many"),
        Mistake("target: 4h", "unit: hour", 23, "wrong-value", "one of count, minute, person-day", found: "hour"),
        Mistake("target: 4h", "goal: 4h", 23, "unknown-key", "title, rules, unit, every_months, target, points", found: "goal"),
        Mistake("assessment:", "evaluation:", 16, "invalid", "the kind assessment"),
        Mistake("    rules:\n      - id: B12", "    rule:\n      - id: B12", 35, "unknown-key", "title, rules"),
        Mistake(
            "rules:\n      - { id: look, places: [remote], inside: free, outside: free }", "rules: []", 19, "invalid",
            "at least one rule"),
        Mistake(
            "rules:\n      - { id: look, places: [remote], inside: free, outside: free }", "rules: none", 19, "wrong-value",
            "a list"),
        Mistake("inside: free, outside: free }", "inside: free, outside: quote }", 20, "invalid", "free inside and outside"),
        Mistake("- id: B12", "- id: look", 16, "invalid", "look only once"),
    ]

    static let rules = [
        Mistake(
            "- id: A3", "- id: A3\n        intervals: support", 26, "unknown-key", "id, places, inside, outside, interval, when"),
        Mistake(
            "- id: A3", "- id: A3\n        interval: warranty", 26, "wrong-value", "one of support, guarantee", found: "warranty"),
        Mistake("- id: A3", "- id: A3\n        released_in_window: false", 26, "wrong-value", "true", found: "false"),
        Mistake("- id: A3", "- id: A3\n        requested_in_window: 1404-01-01", 26, "wrong-value", "true", found: "1404-01-01"),
        Mistake(
            "- id: A3", "- id: A3\n        requested_in_window: true\n        released_in_window: true", 26, "wrong-value",
            "at most one of requested_in_window, released_in_window", found: "requested_in_window, released_in_window"),
        Mistake("- id: A3", "- id: A3\n        release_in_window: true", 26, "unknown-key", "released_in_window"),
        Mistake("- id: A3", "- id: [A3]", 25, "wrong-value", "a rule's id", found: "a list"),
        Mistake("- id: A3", "- id: A3\n        identity: passport", 26, "wrong-value", "one of none, code, signed"),
        Mistake(
            "- id: A3", "- id: A3\n        second_person: true", 26, "wrong-value", "one of always, never, outside-hours",
            found: "true"),
        Mistake("- id: A3", "- id: A3\n        hours: office", 26, "wrong-value", "one of any, business"),
        Mistake(
            "places: [remote, phone]", "places: [remote, moon]", 26, "wrong-value",
            "one of remote, phone, company, agency, on-site", found: "moon"),
        Mistake("places: [remote, phone]", "places: []", 26, "wrong-value", "at least one", found: "an empty list"),
        Mistake("places: [remote, phone]", "places: remote", 26, "wrong-value", "a list", found: "remote"),
        Mistake("places: [remote, phone]", "places: [remote, remote]", 24, "invalid", "remote only once"),
        Mistake(
            "channels: [portal]", "channels: [fax]", 30, "wrong-value", "one of phone, whatsapp, portal, chat, on-site, agent",
            found: "fax"),
        Mistake("channels: [portal]", "channels: []", 30, "wrong-value", "at least one"),
        Mistake("- { name: backup,", "- { names: backup,", 32, "unknown-key", "name, title", found: "names"),
        Mistake("- { name: backup, title", "- { title", 32, "missing-key", "name"),
        Mistake(
            "when: { distance_below_km: 40, otherwise: quote }", "when: { otherwise: quote }", 28, "wrong-value",
            "exactly one of distance_below_km", found: "none"),
        Mistake(
            "when: { distance_below_km: 40,", "when: { distance_below_km: 40, same_platform: true,", 28, "wrong-value",
            "exactly one of", found: "distance_below_km, same_platform"),
        Mistake(
            "when: { distance_below_km: 40, otherwise: quote }", "when: { distance_below_km: 40 }", 28, "missing-key", "otherwise"
        ),
        Mistake("distance_below_km: 40", "distance_below_km: near", 28, "wrong-value", "a number of kilometres", found: "near"),
        Mistake("distance_below_km: 40", "distance_below_km: 0", 28, "invalid", "1 m to 10,000 km"),
        Mistake("distance_below_km: 40", "same_platform: false", 28, "wrong-value", "true", found: "false"),
        Mistake("distance_below_km: 40", "bought_version: yes", 28, "wrong-value", "true", found: "yes"),
        Mistake(
            "when: { distance_below_km: 40,", "when: { above_km: 40,", 28, "unknown-key", "otherwise, distance_below_km",
            found: "above_km"),
        Mistake(
            "lead_business_days: 2", "lead_business_days: 61", 39, "wrong-value", "a number of business days, 0 to 60",
            found: "61"),
        Mistake("lead_business_days: 2", "lead_days: 2", 39, "unknown-key", "lead_business_days", found: "lead_days"),
        Mistake("applies: always", "applies: outside", 39, "wrong-value", "one of inside, always", found: "outside"),
    ]

    static let prices = [
        Mistake("quota: [installs]", "quota: [nonsense]", 25, "invalid", "a quota of this plan (installs, hours), not nonsense"),
        Mistake("quota: [installs]", "quota: []", 25, "invalid", "at least one quota"),
        Mistake(
            "quota: [installs]", "quota: [installs, hours]", 25, "invalid",
            "quotas in the unit of the kind (count); hours has minute"),
        Mistake("quota: [installs]", "quota: [installs, installs]", 25, "invalid", "installs only once"),
        Mistake("quota: [installs]", "quota: installs", 27, "wrong-value", "a list", found: "installs"),
        Mistake(
            "beyond: quote", "beyond: free", 27, "wrong-value", "quote, {fixed: RIALS} or {quote: {rate: LINE}}", found: "free"),
        Mistake(", beyond: quote", "", 27, "missing-key", "beyond"),
        Mistake("beyond: quote", "beyond: {}", 27, "wrong-value", "exactly one of fixed, quote", found: "none"),
        Mistake(
            "beyond: quote", "beyond: { fixed: 1, quote: { rate: x } }", 27, "wrong-value", "exactly one of",
            found: "fixed, quote"),
        Mistake("beyond: quote", "beyond: { quota: [installs] }", 27, "unknown-key", "fixed, quote", found: "quota"),
        Mistake("{ fixed: 5_000_000 }", "{ fixed: 0 }", 25, "invalid", "1 to 10^12 rials"),
        Mistake("{ fixed: 5_000_000 }", "{ fixed: 1_000_000_000_001 }", 25, "invalid", "1 to 10^12 rials"),
        Mistake("{ fixed: 5_000_000 }", "{ fixed: much }", 29, "wrong-value", "a whole number of rials", found: "much"),
        Mistake(
            "{ fixed: 5_000_000 }", "{ fixed: 1, quota: [installs] }", 29, "wrong-value", "exactly one of", found: "fixed, quota"),
        Mistake("{ fixed: 5_000_000 }", "{ fixed: 1, beyond: quote }", 29, "wrong-value", "beyond only beside quota"),
        Mistake("{ fixed: 5_000_000 }", "{ price: 1 }", 29, "unknown-key", "fixed, quote, quota, beyond", found: "price"),
        Mistake("{ fixed: 5_000_000 }", "{}", 29, "wrong-value", "exactly one of fixed, quote, quota", found: "none"),
        Mistake("{ fixed: 5_000_000 }", "[free]", 29, "wrong-value", "free, uncounted, quote, denied", found: "a list"),
        Mistake("{ fixed: 5_000_000 }", "gratis", 29, "wrong-value", "free, uncounted, quote, denied", found: "gratis"),
        Mistake("tariff: guild", "calendar: office", 39, "wrong-value", "the key tariff at the top of the plan", found: "rate"),
        Mistake("rate: licence, step", "step", 39, "missing-key", "rate"),
        Mistake("rate: licence", "rate: the licence", 39, "wrong-value", "the code of a tariff line", found: "the licence"),
        Mistake("step: 0.5", "step: 0", 39, "wrong-value", "a number above 0", found: "0"),
        Mistake("step: 0.5", "minimum: half", 39, "wrong-value", "a number above 0", found: "half"),
        Mistake("step: 0.5", "travel: [road]", 39, "wrong-value", "the way there", found: "a list"),
        Mistake("step: 0.5", "steps: 0.5", 39, "unknown-key", "rate, step, minimum, travel", found: "steps"),
    ]

    static let yaml = [
        Mistake("edition: 1404-1", "edition: &e 1404-1\nx: *e", 3, "syntax", "no aliases"),
        Mistake("months: 12", "<<: { months: 12 }", 4, "unknown-key", "plan, edition", found: "<<"),
        Mistake("months: 12", "months: 12\n---", 5, "syntax", "YAML"),
        Mistake("tariff: guild", "tariff: {", 7, "syntax", "YAML"), Mistake("months: 12", "\tmonths: 12", 4, "syntax", "YAML"),
        Mistake("months: 12", "months: 12\nmonths: 13", 4, "syntax", "each key once: months"),
        Mistake("months: 12", "? [months]\n: 12", 4, "wrong-value", "a key", found: "a list"),
        Mistake("months: 12", "months: \u{0}12", 4, "syntax", "YAML"),
        Mistake("months: 12", "months: 12\n  calendar: office", 5, "syntax", "YAML"),
    ]
}
