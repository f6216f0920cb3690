import Entitlement
import Primitives
import Testing

@testable import Plans

/// Mistakes in tariffs, calendars and holiday tables, each named with file, line and what was expected.
@Suite struct MistakeTests {
    @Test(arguments: [
        Mistake(
            "tariff: guild", "source: guild", 1, "unknown-key",
            "tariff, year, edition, from, until, currency, title, lines, conditions, vat", found: "source"),
        Mistake("tariff: guild", "tariff: the guild", 1, "wrong-value", "the tariff's source of a-z", found: "the guild"),
        Mistake("year: 1404", "year: 2025", 2, "wrong-value", "a Jalali year, 1300 to 1499", found: "2025"),
        Mistake("edition: 1", "edition: 0", 3, "wrong-value", "the edition of that year, 1 to 99", found: "0"),
        Mistake("from: 1404-01-01", "from: 1404-13-01", 4, "wrong-value", "the first day as year-month-day", found: "1404-13-01"),
        Mistake("from: 1404-01-01", "from: 04-01-01", 4, "wrong-value", "such as 1404-05-12", found: "04-01-01"),
        Mistake("until: 1405-01-01", "until: 1404-01-01", 5, "wrong-value", "a day after 1404-01-01", found: "1404-01-01"),
        Mistake("until: 1405-01-01\n", "", 1, "missing-key", "until"),
        Mistake("currency: IRR", "currency: IRT", 6, "wrong-value", "one of IRR", found: "IRT"),
        Mistake("currency: IRR\n", "", 1, "missing-key", "currency"),
        Mistake("lines:", "lines: {}\nothers:", 9, "unknown-key", "lines", found: "others"),
        Mistake("  install:\n", "  an install:\n", 9, "wrong-value", "a line's code of a-z", found: "an install"),
        Mistake("unit: hour", "unit: day", 15, "wrong-value", "one of count, minute, hour, person-day, kilometre", found: "day"),
        Mistake("rials: 6_500_000", "rials: 0", 12, "wrong-value", "1 to 10^12", found: "0"),
        Mistake("rials: 6_500_000", "rials: 6.5", 12, "wrong-value", "a whole number of rials", found: "6.5"),
        Mistake("rials: 6_500_000", "toman: 650_000", 12, "unknown-key", "title, unit, rials", found: "toman"),
        Mistake("    rials: 6_500_000\n", "", 9, "missing-key", "rials"),
        Mistake("  hour:", "  install:", 9, "syntax", "each key once: install"),
        Mistake("name: travel", "name: parts", 19, "wrong-value", "each condition once", found: "parts"),
        Mistake("name: travel, fa: راه", "name: travel", 19, "missing-key", "fa"),
        Mistake("percent: 9 }", "percent: 9.55 }", 21, "wrong-value", "0 to 100 per cent", found: "9.55"),
        Mistake("percent: 9 }", "percent: 101 }", 21, "wrong-value", "0 to 100 per cent", found: "101"),
        Mistake(
            "from: 1403-01-01, percent", "from: 1402-01-01, percent", 22, "wrong-value", "a day after 1402-01-01",
            found: "1402-01-01"),
        Mistake("from: 1403-01-01, percent", "since: 1403-01-01, percent", 22, "unknown-key", "from, percent", found: "since"),
        Mistake("vat:\n", "vat: 10\nother:\n", 21, "unknown-key", "vat", found: "other"),
    ])
    func `A21 a mistake in a tariff is named`(mistake: Mistake) throws {
        try mistake.check(in: Self.tariff, file: "t.yaml") { text, file throws(Failure) in try TariffFile.parse(text, file: file)
        }
    }

    @Test(arguments: [
        Mistake("calendar: office", "name: office", 1, "unknown-key", "calendar, week, holidays", found: "name"),
        Mistake("  friday: []\n", "", 2, "missing-key", "friday"),
        Mistake("saturday:", "shanbe:", 3, "unknown-key", "saturday, sunday, monday", found: "shanbe"),
        Mistake("[\"08:00-12:00\", \"13:00-17:00\"]", "08:00-12:00", 3, "wrong-value", "a list", found: "08:00-12:00"),
        Mistake("08:00-12:00", "8-12", 3, "wrong-value", "hours such as 08:00-17:00", found: "8-12"),
        Mistake("08:00-12:00", "08:60-12:00", 3, "wrong-value", "hours such as", found: "08:60-12:00"),
        Mistake("08:00-12:00", "08:00-24:01", 3, "wrong-value", "hours such as"),
        Mistake("08:00-12:00", "12:00-08:00", 3, "wrong-value", "the end after the start", found: "12:00-08:00"),
        Mistake("08:00-12:00", "08:00-08:00", 3, "wrong-value", "the end after the start"),
        Mistake("13:00-17:00", "11:59-17:00", 3, "wrong-value", "hours after 12:00", found: "11:59-17:00"),
        Mistake("13:00-17:00", "06:00-07:00", 3, "wrong-value", "hours after 12:00"),
        Mistake("date: 1404-01-01", "date: 1404-01-32", 11, "wrong-value", "a day as year-month-day", found: "1404-01-32"),
        Mistake("date: 1404-12-27", "date: 2025-03-21", 12, "wrong-value", "each day once", found: "2025-03-21"),
        Mistake("title: عید }", "name: عید }", 11, "unknown-key", "date, title, hours", found: "name"),
        Mistake("hours: [\"08:00-12:00\"]", "hours: closed", 12, "wrong-value", "a list", found: "closed"),
    ])
    func `B1 a mistake in a calendar is named`(mistake: Mistake) throws {
        try mistake.check(in: Self.calendar, file: "c.yaml") { text, file throws(Failure) in
            try CalendarFile.parse(text, file: file)
        }
    }

    @Test(arguments: [
        Mistake("1404-01-01\tعید", "1404-01-01 عید", 2, "syntax", "parted by tabs"),
        Mistake("1404-01-01\tعید", "1404-01-01\tعید\t\t", 2, "syntax", "parted by tabs"),
        Mistake("1404-01-01\t", "1404-01-00\t", 2, "wrong-value", "a day as year-month-day", found: "1404-01-00"),
        Mistake("\tعید", "\t", 2, "wrong-value", "the holiday's title", found: "nothing"),
        Mistake("1404-12-27", "1404-01-01", 4, "wrong-value", "each day once", found: "1404-01-01"),
        Mistake("1404-12-27", "2025/3/21", 4, "wrong-value", "each day once", found: "2025/3/21"),
        Mistake("08:00-10:00", "morning", 4, "wrong-value", "hours such as", found: "morning"),
        Mistake("08:00-10:00", "10:30-11:30", 4, "wrong-value", "hours after 11:30", found: "11:00-12:00"),
    ])
    func `B1 a mistake in a holiday table is named`(mistake: Mistake) throws {
        try mistake.check(in: Self.holidays, file: "h.tsv") { text, file throws(Failure) in
            try HolidayTable.parse(text, file: file)
        }
    }

    @Test func `B1 a week without hours, and the last minute of a day`() throws {
        let days = CalendarSchema.week.keys.map { "  \($0): []" }.joined(separator: "\n")
        #expect(throws: Failure.self) { try CalendarFile.parse("calendar: never\nweek:\n\(days)", file: "c.yaml") }
        let night = Self.calendar.replacing("13:00-17:00", with: "۲۲:۰۰-24:00")
        let calendar = try CalendarFile.parse(night, file: "c.yaml")
        #expect(calendar.week[0].last == BusinessCalendar.Hours(start: 22 * 60, end: 24 * 60))
        #expect(calendar.week[6] == [] && calendar.specialDays.count == 2)
    }

    @Test func `a holiday table of another system is read: marks, CR LF, Persian digits, comments`() throws {
        let text = "\u{feff}# روزها\r\n\r\n۱۴۰۴/۰۱/۱۳\tروز طبیعت\r\n2025-03-21\tعید نوروز\t\r\n"
        let days = try HolidayTable.parse(text, file: "h.tsv")
        #expect(days.map(\.date.jalaliText) == ["1404-01-01", "1404-01-13"])
        #expect(days.map(\.title) == ["عید نوروز", "روز طبیعت"])
        #expect(try HolidayTable.parse("", file: "h.tsv") == [])
    }

    @Test func `a day of the table takes the place of the calendar's own`() throws {
        let calendar = try CalendarFile.parse(Self.calendar, file: "c.yaml")
        let days = try HolidayTable.parse("1404-12-27\tتعطیل\n1404-12-29\tنفت", file: "h.tsv")
        let both = calendar.with(holidays: days)
        #expect(both.specialDays.map { "\($0.date.text) \($0.hours.count)" } == ["1404-01-01 0", "1404-12-27 0", "1404-12-29 0"])
    }

    @Test func `texts, numbers and lists at their limits and one beyond`() throws {
        func tariff(_ right: String, _ wrong: String) throws -> TariffVersion {
            try TariffFile.parse(Self.tariff.replacing(right, with: wrong), file: "t.yaml")
        }
        let long = String(repeating: "x", count: SourceScalar.textLimit)
        #expect(try tariff("en: Guild", "en: \(long)").title.english == long)
        #expect(throws: Failure.self) { try tariff("en: Guild", "en: \(long)x") }
        #expect(try tariff("edition: 1", "edition: \(TariffReader.editionLimit)").edition == TariffReader.editionLimit)
        #expect(throws: Failure.self) { try tariff("edition: 1", "edition: \(TariffReader.editionLimit + 1)") }
        #expect(try tariff("6_500_000", "\(TariffReader.rateLimit)").lines[0].rate.rials == TariffReader.rateLimit)
        #expect(throws: Failure.self) { try tariff("6_500_000", "\(TariffReader.rateLimit + 1)") }

        let first = try CivilDate(parsing: "1400-01-01")
        let rows = try (0..<SpecialDays.limit).map { "\(try first.adding(days: $0).text)\tx\n" }.joined()
        #expect(try HolidayTable.parse(rows, file: "h.tsv").count == SpecialDays.limit)
        let failure = try #require(throws: Failure.self) { try HolidayTable.parse(rows + "1399-01-01\tx", file: "h.tsv") }
        #expect(failure.parameters["line"] == String(SpecialDays.limit + 1))
        let comment = String(repeating: "#", count: YAMLText.sizeLimit)
        #expect(try HolidayTable.parse(comment, file: "h.tsv") == [])
        #expect(throws: Failure.self) { try HolidayTable.parse(comment + "#", file: "h.tsv") }

        func lead(_ days: Int) throws -> PlanSnapshot {
            let text = PlanMistakeTests.text.replacing("lead_business_days: 2", with: "lead_business_days: \(days)")
            return try PlanFile.parse(text, file: "x.yaml")
        }
        let rule = try lead(PlanSnapshot.leadLimit).kind(ServiceKindName(rawValue: "licence"))?.rules.first
        #expect(rule?.condition?.predicate == .coordinated(leadBusinessDays: PlanSnapshot.leadLimit))
        #expect(throws: Failure.self) { try lead(PlanSnapshot.leadLimit + 1) }
    }

    static let tariff = """
        tariff: guild
        year: 1404
        edition: 1
        from: 1404-01-01
        until: 1405-01-01
        currency: IRR
        title: { fa: تعرفه, en: Guild }
        lines:
          install:
            title: { fa: نصب, en: Install }
            unit: count
            rials: 6_500_000
          hour:
            title: { fa: ساعت, en: Hour }
            unit: hour
            rials: 5_500_000
        conditions:
          - { name: parts, fa: قطعه, en: Parts }
          - { name: travel, fa: راه, en: Travel }
        vat:
          - { from: 1402-01-01, percent: 9 }
          - { from: 1403-01-01, percent: 10 }
        """

    static let calendar = """
        calendar: office
        week:
          saturday: ["08:00-12:00", "13:00-17:00"]
          sunday: ["08:00-17:00"]
          monday: ["08:00-17:00"]
          tuesday: ["08:00-17:00"]
          wednesday: ["08:00-17:00"]
          thursday: ["09:00-12:00"]
          friday: []
        holidays:
          - { date: 1404-01-01, title: عید }
          - { date: 1404-12-27, title: آخر سال, hours: ["08:00-12:00"] }
        """

    static let holidays = """
        # A table.
        1404-01-01\tعید

        1404-12-27\tآخر سال\t08:00-10:00 11:00-12:00
        """
}
