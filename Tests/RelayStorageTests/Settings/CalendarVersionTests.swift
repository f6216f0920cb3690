import Entitlement
import Foundation
import Plans
import Primitives
import Storage
import Testing

@testable import RelayStorage

struct CalendarVersionTests {
    private func calendar(_ name: String, to end: Int, holidays: [String] = []) throws -> BusinessCalendar {
        BusinessCalendar(
            name: name, week: Array(repeating: [.init(start: 480, end: end)], count: 5) + [[], []],
            specialDays: try holidays.map { .init(date: try CivilDate(parsing: $0), title: "عید", hours: []) })
    }

    private func keep(_ relay: LedgerUnderTest, _ calendar: BusinessCalendar) throws -> (CalendarVersion, Bool) {
        try relay.database.write { try $0.calendars.import(calendar, actor: "admin", at: relay.noon) }
    }

    private func inForce(_ relay: LedgerUnderTest) throws -> [String: BusinessCalendar] {
        try relay.database.read { try $0.entitlementSetting(in: relay.zone) }.calendars
    }

    @Test func `B1 the built-in calendar is there until another one bears its name`() throws {
        let relay = try LedgerUnderTest()
        let office = try #require(try inForce(relay)["office"])
        #expect(
            office.week.map { $0.map { "\($0.start)-\($0.end)" } } == [
                ["480-1020"], ["480-1020"], ["480-1020"], ["480-1020"], ["480-1020"], ["540-720"], [],
            ])
        #expect(try relay.database.read { try $0.calendars.all() }.isEmpty)
        let other = try calendar("office", to: 900)
        _ = try keep(relay, other)
        #expect(try inForce(relay) == ["office": other])
    }

    @Test func `versions count by name, the newest is in force, and the same content again is no version`() throws {
        let relay = try LedgerUnderTest()
        let (first, second) = (try calendar("shop", to: 900), try calendar("shop", to: 900, holidays: ["1405-01-01"]))
        let steps: [(BusinessCalendar, Int, Bool)] = [
            (first, 1, true), (first, 1, false), (second, 2, true), (second, 2, false), (first, 3, true),
        ]
        for (calendar, version, isNew) in steps {
            let kept = try keep(relay, calendar)
            #expect(kept.0.version == version && kept.1 == isNew && kept.0.calendar == calendar)
            #expect(try inForce(relay)["shop"] == calendar)
        }
        _ = try keep(relay, try calendar("bar", to: 1440))
        let all = try relay.database.read { try $0.calendars.all() }
        #expect(all.map { "\($0.calendar.name) \($0.version) \($0.actor)" } == ["bar 1 admin", "shop 3 admin"])
        #expect(refusal { try relay.database.write { try $0.execute("UPDATE calendars SET content = '{}'") } } != nil)
    }
}
