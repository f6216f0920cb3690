import Entitlement
import Primitives
import Testing

@testable import Sentences

/// The words beside those that Tests/Fixtures/phone-cases.tsv fixes.
@Suite struct WholeVerdictTests {
    private let zone: CivilZone
    private let kind = LocalizedText(persian: "ساعت کارشناسی", english: "Expert hours")

    init() throws {
        zone = try CivilZone.tehran()
    }

    private func part(
        _ minutes: Int64, _ treatment: EntitlementPart.Treatment, _ code: EntitlementReason.Code,
        _ parameters: [String: String] = [:],
        effect: EntitlementPart.Effect = .nothing, price: EntitlementPart.Price? = nil
    ) throws -> EntitlementPart {
        EntitlementPart(
            quantity: try Quantity(units: minutes), unit: .minute, treatment: treatment,
            reason: EntitlementReason(code, parameters),
            rule: "R", effect: effect, bucket: effect == .nothing ? nil : .random(),
            quota: parameters["quota"].map { QuotaName(rawValue: $0) }, price: price)
    }

    private func english(
        _ parts: [EntitlementPart], _ conditions: [EntitlementCondition] = [], contract: String = "C-7",
        kind: LocalizedText? = nil
    ) -> String {
        Language.english.verdict(
            EntitlementVerdict(parts: parts, conditions: conditions), kind: kind ?? self.kind, contract: contract, in: zone)
    }

    @Test func `the whole is said first, the rest without repetition`() throws {
        let title = ["quota": "hours", "persian": "ساعت‌ها", "english": "Support hours"]
        let text = english([
            try part(60, .covered, .coveredByQuota, title, effect: .hold),
            try part(30, .covered, .coveredLate, title, effect: .late),
            try part(30, .priced, .pricedByRule, price: .fixed(total: Money(rials: 500_000))),
        ])
        #expect(
            text == "Expert hours × 120 minutes: draws 60 minutes on the quota Support hours; contract C-7; costs nothing. "
                + "The rest (30 minutes): takes 30 minutes of what had expired of the quota Support hours, because it was recorded late; "
                + "costs nothing. The rest (30 minutes): not covered (priced by the plan); costs 500,000 rials (50,000 toman).")
    }

    @Test func `an incident and a quota without a title`() throws {
        let text = english([try part(15, .covered, .coveredIncident, ["quota": "hours", "incident": "T-7"])], contract: "")
        #expect(text == "Expert hours × 15 minutes: belongs to T-7, which drew on the quota hours already; costs nothing.")
    }

    @Test func `conditions that block stand before what is only said`() throws {
        let opens = String(zone.instant(of: try CivilDate(parsing: "1404-08-10"), minute: 480).milliseconds)
        let text = english(
            [try part(15, .free, .freeByRule)],
            [
                EntitlementCondition(.outsideHours, ["opens": opens]), EntitlementCondition(.identity, ["needed": "signed"]),
                EntitlementCondition(.prerequisite, ["name": "backup", "persian": "پشتیبان", "english": "A backup"]),
            ], contract: "")
        #expect(
            text == "Expert hours × 15 minutes: free of charge by the plan. "
                + "Before it starts: the customer must be identified (a machine of the customer); the customer must prepare: A backup. "
                + "Outside of working hours; open again on Saturday 2025-11-01 (1404-08-10) 08:00, Tehran time.")
        let never = english([try part(15, .free, .freeByRule)], [EntitlementCondition(.outsideHours)], contract: "")
        #expect(never.hasSuffix("Outside of working hours."))
    }

    @Test func `H39 H40 titles of a plan bring no escapes or directions`() throws {
        let kind = LocalizedText(persian: "\u{202e}بد\u{1b}", english: "\u{1b}[31mred\n")
        let title = ["quota": "q", "persian": "\u{2066}x", "english": "a\u{1b}b"]
        let parts = [try part(60, .covered, .coveredByQuota, title, effect: .hold)]
        #expect(english(parts, kind: kind).hasPrefix(" [31mred  × 60"))
        for language in Language.allCases {
            let text = language.verdict(EntitlementVerdict(parts: parts), kind: kind, in: zone)
            #expect(!text.unicodeScalars.contains { ["\u{1b}", "\n", "\u{202e}", "\u{2066}"].contains($0) })
        }
    }

    @Test func `every word of a verdict has both languages, and a newer relay's word is shown as it is`() {
        let known: [(CodeWords, [String])] = [
            (.interval, IntervalName.allCases.map(\.rawValue)), (.place, ServicePlace.allCases.map(\.rawValue)),
            (.channel, ServiceChannel.allCases.map(\.rawValue)), (.identity, IdentityLevel.allCases.map(\.rawValue)),
            (.unit, ServiceUnit.allCases.map(\.rawValue)), (.contract, ["active", "suspended", "cancelled", "transferred"]),
        ]
        for (words, codes) in known {
            for code in codes {
                let persian = words.words(code, in: .persian)
                #expect(persian?.unicodeScalars.contains { (0x0600...0x06ff).contains($0.value) } == true, "\(words) \(code)")
                #expect(words.words(code, in: .english) != nil, "\(words) \(code)")
            }
            #expect(words.words("novel", in: .english) == nil && words.words("", in: .english) == nil)
        }
        #expect(CodeWords.place.words("remote, phone", in: .english) == "remotely, by phone")
        #expect(Catalogue.sentence(for: "denied.place", ["place": "moon", "places": "remote"], in: .english).contains("moon"))
    }

    @Test func `a refusal says the verdict's own reason`() {
        let failure = Failure(
            Failure.Code(rawValue: "entitlement.denied"),
            ["reason": "denied.place", "place": "on-site", "places": "remote", "kind": "x"])
        #expect(
            Language.english.sentence(for: failure)
                == "The contract does not cover this work (the plan does not give it on site, only: remotely); nothing was reserved."
        )
        let unmet = Failure(
            Failure.Code(rawValue: "entitlement.condition-unmet"), ["condition": "condition.identity", "needed": "code"])
        #expect(Language.english.sentence(for: unmet).contains("(the customer must be identified (the support code))"))
        let novel = Failure(Failure.Code(rawValue: "entitlement.denied"), ["reason": "denied.novel"])
        #expect(Language.english.sentence(for: novel).contains("(denied.novel)"))
    }

    @Test(arguments: [
        ("1404-08-08", "Thursday", "پنجشنبه"), ("1404-08-10", "Saturday", "شنبه"), ("1404-01-01", "Friday", "جمعه"),
        ("1300-01-01", "Monday", "دوشنبه"), ("1348-10-11", "Thursday", "پنجشنبه"),
    ])
    func `the days of the week`(day: String, english: String, persian: String) throws {
        let date = try CivilDate(parsing: day)
        #expect(Language.english.weekday(of: date) == english && Language.persian.weekday(of: date) == persian)
    }
}
