import Foundation
import Primitives
import Testing

@testable import Entitlement

struct JalaliCalendarTests {
    @Test func everyDayOfTheYears1300To1499AgreesWithFoundation() throws {
        var persian = Calendar(identifier: .persian)
        persian.timeZone = try #require(TimeZone(identifier: "UTC"))
        var gregorian = Calendar(identifier: .gregorian)
        gregorian.timeZone = persian.timeZone
        for number in CivilDate.dayNumbers {
            let instant = Date(timeIntervalSince1970: Double(number) * 86_400 + 43_200)
            let theirs = persian.dateComponents([.year, .month, .day], from: instant)
            let (year, month, day) = JalaliCalendar.components(ofDay: number)
            let ours = GregorianCalendar.components(ofDay: number)
            let same = theirs.year == year && theirs.month == month && theirs.day == day
            if !same { Issue.record("day \(number): \(year)-\(month)-\(day), not \(theirs)") }
            let western = gregorian.dateComponents([.year, .month, .day], from: instant)
            #expect(western.year == ours.year && western.month == ours.month && western.day == ours.day)
            #expect(JalaliCalendar.dayNumber(year: year, month: month, day: day) == number)
            #expect(GregorianCalendar.dayNumber(year: ours.year, month: ours.month, day: ours.day) == number)
        }
    }

    @Test(arguments: [
        ("1403-12-30", "2025-03-20"), ("۱۴۰۳/۱۲/۳۰", "2025-03-20"), ("١٤٠٤.١.١", "2025-03-21"), ("2025-03-20", "2025-03-20"),
        ("1300-01-01", "1921-03-21"), ("1499-12-29", "2121-03-20"), ("1404/7/1", "2025-09-23"),
    ])
    func readsBothCalendarsInAllDigits(text: String, gregorian: String) throws {
        let date = try CivilDate(parsing: text)
        #expect(date.gregorianText == gregorian)
        #expect(try CivilDate(parsing: date.text) == date)
    }

    @Test func theTagRemembersHowTheDayWasWritten() throws {
        let jalali = try CivilDate(parsing: "1403-12-30")
        let gregorian = try CivilDate(parsing: "2025-03-20")
        #expect(jalali == gregorian)
        #expect(jalali.text == "1403-12-30" && gregorian.text == "2025-03-20")
        #expect(gregorian.description == "1403-12-30 (2025-03-20)")
    }

    @Test(arguments: [
        "", "1404", "1404-12-30", "1403-13-01", "1403-00-10", "1403-01-32", "1403-07-31", "2025-02-29", "03-01-01", "1403-1-1-1",
        "1403--1", "14o3-01-01", "1403-01-0001x", "1250-01-01", "1500-01-01", "1899-01-01", "2121-03-21", "+403-01-01",
        "99999999999999999999-1-1", String(repeating: "1", count: 300),
    ])
    func refusesWhatIsNoDay(text: String) {
        #expect(throws: Failure.self) { try CivilDate(parsing: text) }
    }

    @Test(arguments: [
        ("1403-12-30", 12, "1405-01-01"), ("1403-12-30", 60, "1408-12-30"), ("1403-12-29", 12, "1404-12-29"),
        ("1404-01-31", 6, "1404-08-01"), ("1404-05-14", 12, "1405-05-14"), ("1404-11-30", 1, "1405-01-01"),
        ("1404-03-01", -3, "1403-12-01"),
    ])
    func addsJalaliMonths(from: String, months: Int, to: String) throws {
        #expect(try CivilDate(parsing: from).adding(jalaliMonths: months).jalaliText == to)
    }

    @Test func leavesTheCalendarWithAnErrorNotATrap() throws {
        let last = try CivilDate(parsing: "1499-12-29")
        #expect(throws: Failure.self) { try last.adding(jalaliMonths: 1) }
        #expect(throws: Failure.self) { try last.adding(days: 1) }
        #expect(throws: Failure.self) { try last.adding(days: .max) }
        #expect(throws: Failure.self) { try last.adding(jalaliMonths: .max) }
    }
}

struct CivilZoneTests {
    @Test(arguments: [
        // Winter and today's all-year time: UTC+3:30.
        ("1404-05-14", "2025-08-04T20:30:00Z"), ("1403-12-30", "2025-03-19T20:30:00Z"),
        // In 1400 the clock jumped at 24:00 of 1 Farvardin and fell back at 24:00 of 30 Shahrivar.
        ("1400-01-01", "2021-03-20T20:30:00Z"), ("1400-01-02", "2021-03-21T20:30:00Z"), ("1400-01-03", "2021-03-22T19:30:00Z"),
        ("1400-06-30", "2021-09-20T19:30:00Z"), ("1400-06-31", "2021-09-21T20:30:00Z"),
    ])
    func aDayBeginsAtMidnightInTehran(day: String, instant: String) throws {
        let zone = try CivilZone.tehran()
        let date = try CivilDate(parsing: day)
        let expected = try Date(instant, strategy: .iso8601)
        let midnight = zone.midnight(of: date)
        #expect(midnight.milliseconds == Int64(expected.timeIntervalSince1970) * 1000)
        #expect(try zone.date(of: midnight) == date)
        #expect(try zone.date(of: midnight - .milliseconds(1)) == date.adding(days: -1))
    }

    @Test func everyDayBeginsOnceBetween1300And1499() throws {
        let zone = try CivilZone.tehran()
        for number in CivilDate.dayNumbers where number > CivilDate.dayNumbers.lowerBound {
            let date = try CivilDate(dayNumber: number)
            let midnight = zone.midnight(of: date)
            let holds = try zone.date(of: midnight) == date && zone.date(of: midnight - .seconds(1)) < date
            if !holds { Issue.record("\(date)") }
        }
    }

    @Test func anUnknownZoneAndADistantInstantAreErrors() throws {
        #expect(throws: Failure.self) { try CivilZone(identifier: "Asia/Nowhere") }
        let zone = try CivilZone.tehran()
        #expect(throws: Failure.self) { try zone.date(of: .distantFuture) }
        #expect(throws: Failure.self) { try zone.date(of: .distantPast) }
    }
}
