package import Primitives

extension CivilDate {
    /// The same Jalali day so many Jalali months later; a day that the month lacks becomes the first of the next one
    /// (a missing 30 Esfand becomes 1 Farvardin). The result is tagged Jalali.
    ///
    /// Throws `date.out-of-range`.
    package func adding(jalaliMonths months: Int) throws(Failure) -> CivilDate {
        guard (-Self.monthLimit...Self.monthLimit).contains(months) else {
            throw Failure(.dateOutOfRange, ["text": "\(text) + \(months) months"])
        }
        let (year, month, day) = jalali
        let index = year * 12 + (month - 1) + months
        let (toYear, toMonth) = (index / 12, index % 12 + 1)
        guard JalaliCalendar.years.contains(toYear) else {
            throw Failure(.dateOutOfRange, ["text": "\(text) + \(months) months"])
        }
        let length = JalaliCalendar.days(inMonth: toMonth, of: toYear)
        let first = JalaliCalendar.dayNumber(year: toYear, month: toMonth, day: 1)
        return try CivilDate(dayNumber: first + (day <= length ? day - 1 : length), calendar: .jalali)
    }

    /// Throws `date.out-of-range`.
    package func adding(days: Int) throws(Failure) -> CivilDate {
        let (sum, overflow) = dayNumber.addingReportingOverflow(days)
        guard !overflow else { throw Failure(.dateOutOfRange, ["text": "\(text) + \(days) days"]) }
        return try CivilDate(dayNumber: sum, calendar: calendar)
    }

    /// 0 is Saturday, 6 is Friday.
    package var weekday: Int { Self.weekday(ofDay: dayNumber) }

    /// Day 0, 1970-01-01, was a Thursday.
    static func weekday(ofDay day: Int) -> Int { ((day + 5) % 7 + 7) % 7 }

    /// Two hundred years: nothing longer fits between 1300 and 1499.
    private static let monthLimit = 2400
}
