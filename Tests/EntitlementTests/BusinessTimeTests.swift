import Primitives
import Testing

@testable import Entitlement

@Suite struct BusinessTimeTests {
    private let zone: CivilZone
    private let office: BusinessTime

    init() throws {
        zone = try CivilZone.tehran()
        office = try BusinessTime(.office, in: zone)
    }

    /// `1404-08-08 11:59` in Tehran.
    private func at(_ text: String) throws -> Timestamp {
        let fields = text.split(separator: " ").map(String.init)
        let clock = fields[1].split(separator: ":").compactMap { Int($0) }
        return zone.instant(of: try CivilDate(parsing: fields[0]), minute: clock[0] * 60 + clock[1])
    }

    private func calendar(_ hours: String..., special: [String: String] = [:]) throws -> BusinessTime {
        func read(_ text: String) -> [BusinessCalendar.Hours] {
            text.split(separator: " ").map { part in
                let ends = part.split(separator: "-").compactMap { Int($0) }
                return BusinessCalendar.Hours(start: ends[0], end: ends[1])
            }
        }
        let days = try special.map {
            BusinessCalendar.SpecialDay(date: try CivilDate(parsing: $0.key), title: "x", hours: read($0.value))
        }
        return try BusinessTime(BusinessCalendar(name: "test", week: hours.map(read), specialDays: days), in: zone)
    }

    @Test(arguments: [
        // 1404-08-04 is a Sunday, 08 a Thursday.
        ("1404-08-04 07:59", false), ("1404-08-04 08:00", true), ("1404-08-04 16:59", true), ("1404-08-04 17:00", false),
        ("1404-08-08 08:59", false), ("1404-08-08 09:00", true), ("1404-08-08 11:59", true), ("1404-08-08 12:00", false),
        ("1404-08-09 10:00", false), ("1404-08-10 08:00", true),
    ])
    func `B1 the office is open Saturday to Wednesday 8 to 17 and Thursday 9 to 12`(time: String, open: Bool) throws {
        #expect(office.isOpen(at: try at(time)) == open)
    }

    @Test(arguments: [
        ("1404-08-08 12:00", "1404-08-10 08:00"), ("1404-08-08 08:00", "1404-08-08 09:00"),
        ("1404-08-09 23:59", "1404-08-10 08:00"),
        ("1404-08-04 08:00", "1404-08-05 08:00"), ("1404-08-04 07:59", "1404-08-04 08:00"),
    ])
    func `B1 the next opening`(time: String, opening: String) throws {
        #expect(try office.nextOpening(after: at(time)) == at(opening))
    }

    @Test(arguments: [
        ("1404-08-04 10:00", 240, "1404-08-04 14:00"), ("1404-08-07 16:00", 240, "1404-08-08 12:00"),
        ("1404-08-08 11:00", 240, "1404-08-10 11:00"), ("1404-08-09 03:00", 60, "1404-08-10 09:00"),
        ("1404-08-04 10:00", 0, "1404-08-04 10:00"), ("1404-08-04 10:00", 48 * 60, "1404-08-11 10:00"),
    ])
    func `A26 a deadline counts business time alone`(start: String, minutes: Int, deadline: String) throws {
        #expect(try office.deadline(from: at(start), after: .seconds(minutes * 60)) == at(deadline))
    }

    @Test func `A26 a deadline over a holiday, a half day and several intervals a day`() throws {
        let time = try calendar(
            "480-720 780-1020", "480-1020", "480-1020", "480-1020", "480-1020", "540-720", "",
            special: ["1404-08-05": "", "1404-08-06": "480-540"])
        // Sunday 16:30, Monday off, Tuesday one hour, Wednesday on.
        #expect(try time.deadline(from: at("1404-08-04 16:30"), after: .seconds(120 * 60)) == at("1404-08-07 08:30"))
        #expect(try time.deadline(from: at("1404-08-10 11:30"), after: .seconds(60 * 60)) == at("1404-08-10 13:30"))
        #expect(try !time.isOpen(at: at("1404-08-10 12:30")))
        #expect(try time.elapsed(from: at("1404-08-04 16:30"), to: at("1404-08-07 08:30")) == .seconds(7200))
    }

    @Test func `invariant 14 an empty calendar is an error, and endless holidays are one`() throws {
        for week: [[BusinessCalendar.Hours]] in [[], Array(repeating: [], count: 7), [[.init(start: 600, end: 600)]]] {
            let failure = #expect(throws: Failure.self) {
                try BusinessTime(BusinessCalendar(name: "none", week: week), in: zone)
            }
            #expect(failure?.code == .calendarEmpty)
        }
        // Everything from 1404 on is a holiday.
        let first = try CivilDate(parsing: "1404-01-01")
        let days = try (0..<5000).map {
            BusinessCalendar.SpecialDay(date: try first.adding(days: $0), title: "closed", hours: [])
        }
        let closed = try BusinessTime(
            BusinessCalendar(name: "closed", week: BusinessCalendar.office.week, specialDays: days), in: zone)
        let start = try at("1404-01-01 00:00")
        let attempts: [() throws -> Void] = [
            { _ = try closed.nextOpening(after: start) }, { _ = try closed.deadline(from: start, after: .seconds(1)) },
            { _ = try closed.adding(businessDays: 1, to: start) },
            { _ = try closed.elapsed(from: .distantPast, to: .distantFuture) },
            { _ = try closed.elapsed(from: .distantFuture, to: .distantPast) },
        ]
        for attempt in attempts {
            let failure = #expect(throws: Failure.self) { try attempt() }
            #expect(failure?.code == .calendarHorizon)
        }
    }

    @Test func `instants at the ends of time do not trap`() throws {
        for instant in [Timestamp.distantPast, .distantFuture] {
            #expect(try office.elapsed(from: instant, to: instant) == .zero)
            _ = office.isOpen(at: instant)
            _ = try? office.nextOpening(after: instant)
            _ = try? office.deadline(from: instant, after: .seconds(60))
            _ = try? office.adding(businessDays: 3, to: instant)
        }
    }

    @Test(arguments: [
        ("1404-08-04 10:00", 2, "1404-08-06 10:00"), ("1404-08-07 10:00", 2, "1404-08-10 10:00"),
        ("1404-08-09 10:00", 1, "1404-08-10 10:00"),
        ("1404-08-04 23:30", 1, "1404-08-05 23:30"), ("1404-08-04 10:00", 0, "1404-08-04 10:00"),
    ])
    func `B12 business days keep the time of day`(start: String, days: Int, end: String) throws {
        #expect(try office.adding(businessDays: days, to: at(start)) == at(end))
    }

    @Test func `the clock of Tehran until 1401: an hour that is struck twice and one that is jumped over`() throws {
        // On 1401-01-01 the clock went from 00:00 to 01:00, on 1401-06-31 from 00:00 back to 23:00 of the day before.
        let (spring, autumn) = (try CivilDate(parsing: "1401-01-02"), try CivilDate(parsing: "1401-06-30"))
        let night = try calendar("0-1440", "0-1440", "0-1440", "0-1440", "0-1440", "0-1440", "0-1440")
        for day in (-2...2) {
            for date in [try spring.adding(days: day), try autumn.adding(days: day)] {
                let length = try night.elapsed(from: zone.midnight(of: date), to: zone.midnight(of: date.adding(days: 1)))
                #expect(length == zone.midnight(of: try date.adding(days: 1)) - zone.midnight(of: date))
                #expect([82_800, 86_400, 90_000].contains(length.components.seconds))
                var last = Timestamp.distantPast
                for minute in stride(from: 0, through: 1440, by: 15) {
                    let instant = zone.instant(of: date, minute: minute)
                    #expect(instant >= last)
                    last = instant
                }
                #expect(last == zone.midnight(of: try date.adding(days: 1)))
                #expect(zone.instant(of: date, minute: 0) == zone.midnight(of: date))
            }
        }
    }
}
