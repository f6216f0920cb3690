import Primitives
import Testing

@testable import Entitlement

/// What of a verdict depends on the business calendar.
@Suite struct EvaluationClockTests {
    @Test(arguments: [
        ("1404-08-08 11:59", "none", ["condition.identity"]), ("1404-08-08 11:59", "code", []),
        ("1404-08-08 12:00", "none", ["condition.identity", "condition.outside-hours"]),
        ("1404-08-08 12:00", "signed", ["condition.outside-hours"]),
    ])
    func `B1 B2 hours and the support code`(day: String, identity: String, codes: [String]) throws {
        let line = try RichLine()
        let verdict = try line.ask("call", at: day) { $0.identity = try #require(IdentityLevel(rawValue: identity)) }
        #expect(verdict.conditions.map(\.code.rawValue) == codes)
        #expect(verdict.conditions.filter(\.isBlocking).count == (identity == "none" ? 1 : 0))
        if let said = verdict.conditions.first(where: { $0.code == .outsideHours }) {
            #expect(said.parameters == ["calendar": "office", "opens": String(try line.at("1404-08-10 08:00").milliseconds)])
        }
    }

    @Test func `A14 a second person outside of hours, and what the customer prepares, in their order`() throws {
        let line = try RichLine()
        #expect(try line.ask("unlock", at: "1404-08-08 11:59").conditions.map(\.code) == [.prerequisite])
        let night = try line.ask("unlock", at: "1404-08-08 23:00") { $0.identity = .none }
        #expect(night.conditions.map(\.code) == [.identity, .secondPerson, .prerequisite])
        #expect(night.conditions[2].parameters == ["name": "backup", "persian": "پشتیبان", "english": "A backup"])
        #expect(night.conditions.allSatisfy { $0.isBlocking })
    }

    @Test func `A26 due dates count from the request, where work may begin`() throws {
        let line = try RichLine()
        #expect(try line.ask("fix").due == line.at("1404-08-04 14:00"))
        #expect(try line.ask("hours", at: "1404-08-07 16:00", quantity: "15").due == line.at("1404-08-08 12:00"))
        #expect(try line.ask("visit").due == nil)
        // Outside, denied, waiting for a quote, or done before it was written down.
        #expect(try line.ask("fix", at: "1405-08-04 10:00").due == nil)
        #expect(try line.ask("call") { $0.channel = .chat }.due == nil)
        #expect(try line.ask("custom").due == nil)
        #expect(try line.ask("fix") { $0.recordedAt = try line.at("1404-08-04 12:00") }.due == nil)
    }

    @Test func `a calendar that nobody imported denies only what depends on it`() throws {
        for calendars: [String: BusinessCalendar] in [[:], ["elsewhere": BusinessCalendar(name: "elsewhere", week: [])]] {
            var line = try RichLine(calendar: "elsewhere")
            line.setting = EntitlementSetting(zone: line.zone, calendars: calendars, tariffs: line.setting.tariffs)
            for kind in ["call", "unlock"] {
                let verdict = try line.ask(kind)
                #expect(verdict.parts[0].reason == EntitlementReason(.deniedUnknownCalendar, ["calendar": "elsewhere"]))
                #expect(verdict.conditions.isEmpty)
            }
            let fix = try line.ask("fix")
            #expect(fix.brief == "1 covered F" && fix.due == nil)
            // A return needs no calendar, a notice does.
            let latest = try line.at("1404-08-04 09:00")
            let returned = HostChange(earliest: latest, latest: latest, returned: latest)
            #expect(try line.ask("licence") { $0.hostChange = returned }.brief == "1 free L")
            let notified = HostChange(earliest: latest, latest: latest, notified: latest)
            #expect(try line.ask("licence") { $0.hostChange = notified }.isDenied)
        }
    }

    @Test func `a calendar that only has holidays left says no opening, and hangs nowhere`() throws {
        var line = try RichLine()
        let first = try CivilDate(parsing: "1404-01-01")
        let days = try (0..<5000).map {
            BusinessCalendar.SpecialDay(date: try first.adding(days: $0), title: "closed", hours: [])
        }
        let closed = BusinessCalendar(name: "office", week: BusinessCalendar.office.week, specialDays: days)
        line.setting = EntitlementSetting(zone: line.zone, calendars: ["office": closed])
        #expect(try line.ask("call").conditions.map(\.parameters) == [["calendar": "office"]])
        #expect(try line.ask("fix").due == nil)
    }

    @Test(
        arguments: [
            // Returned or answered at the latest moment of the change; a minute later.
            ("1404-08-11 10:00", "1404-08-11 10:00", nil, nil, true), ("1404-08-11 10:00", "1404-08-11 10:01", nil, nil, false),
            ("1404-08-11 10:00", nil, "1404-08-11 09:00", "1404-08-11 10:00", true),
            ("1404-08-11 10:00", nil, "1404-08-11 09:00", "1404-08-11 10:01", false),
            // Unanswered for two business days: Wednesday to Saturday over a Thursday, and a minute less.
            ("1404-08-10 10:00", nil, "1404-08-07 10:00", nil, true), ("1404-08-10 09:59", nil, "1404-08-07 10:00", nil, false),
            // Answered after the change only, but two business days had passed before it.
            ("1404-08-10 10:00", nil, "1404-08-07 10:00", "1404-08-12 10:00", true),
            // Friday does not count.
            ("1404-08-10 23:00", nil, "1404-08-09 10:00", nil, false), ("1404-08-11 10:00", nil, "1404-08-09 10:00", nil, true),
            ("1404-08-11 10:00", nil, nil, nil, false),
        ] as [(String, String?, String?, String?, Bool)])
    func `B12 doubt favours the customer`(latest: String, returned: String?, notified: String?, answered: String?, free: Bool)
        throws
    {
        let line = try RichLine()
        let change = HostChange(
            earliest: try line.at("1404-08-01 00:00"), latest: try line.at(latest),
            returned: try returned.map { try line.at($0) },
            notified: try notified.map { try line.at($0) }, answered: try answered.map { try line.at($0) })
        // In the guarantee and after it.
        for day in ["1404-09-01 10:00", "1405-09-01 10:00"] {
            let verdict = try line.ask("licence", at: day) { $0.hostChange = change }
            #expect(verdict.isFreeOfCharge == free, "\(day)")
            if !free { #expect(verdict.parts[0].reason == EntitlementReason(.pricedUncoordinated, ["days": "2"])) }
        }
    }

    @Test func `B12 of a change that nobody knows nothing was coordinated`() throws {
        #expect(try RichLine().ask("licence").parts[0].reason.code == .pricedUncoordinated)
    }
}
