package import Primitives

/// A day on a wall calendar: purchase days, terms, holidays (design of entitlement, "civil dates").
///
/// The tag remembers in which calendar the day was written; two dates are equal when they are the same
/// day. Only the days of the Jalali years 1300–1499 exist (1921-03-21 … 2121-03-20).
package struct CivilDate: Sendable {
    /// Days since 1970-01-01.
    package let dayNumber: Int
    package let calendar: CalendarTag

    /// The days of the Jalali years 1300–1499, where the arithmetic is exact.
    package static let dayNumbers =
        JalaliCalendar.dayNumber(year: 1300, month: 1, day: 1)...JalaliCalendar.dayNumber(year: 1499, month: 12, day: 29)

    /// Throws `date.out-of-range`.
    package init(dayNumber: Int, calendar: CalendarTag = .jalali) throws(Failure) {
        guard Self.dayNumbers.contains(dayNumber) else { throw Failure(.dateOutOfRange, ["day": String(dayNumber)]) }
        self.dayNumber = dayNumber
        self.calendar = calendar
    }

    /// Throws `date.malformed` for a day that the calendar does not have, `date.out-of-range` for one that lies too far.
    package init(year: Int, month: Int, day: Int, calendar: CalendarTag) throws(Failure) {
        let text = Self.text(year, month, day)
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else {
            throw Failure(.dateMalformed, ["text": text])
        }
        let number: Int
        switch calendar {
        case .jalali:
            guard JalaliCalendar.years.contains(year) else { throw Failure(.dateOutOfRange, ["text": text]) }
            guard day <= JalaliCalendar.days(inMonth: month, of: year) else { throw Failure(.dateMalformed, ["text": text]) }
            number = JalaliCalendar.dayNumber(year: year, month: month, day: day)
        case .gregorian:
            guard day <= GregorianCalendar.days(inMonth: month, of: year) else {
                throw Failure(.dateMalformed, ["text": text])
            }
            number = GregorianCalendar.dayNumber(year: year, month: month, day: day)
        }
        guard Self.dayNumbers.contains(number) else { throw Failure(.dateOutOfRange, ["text": text]) }
        self.dayNumber = number
        self.calendar = calendar
    }

    package var jalali: (year: Int, month: Int, day: Int) { JalaliCalendar.components(ofDay: dayNumber) }
    package var gregorian: (year: Int, month: Int, day: Int) { GregorianCalendar.components(ofDay: dayNumber) }

    /// `1403-12-30`
    package var jalaliText: String { Self.text(jalali.year, jalali.month, jalali.day) }
    /// `2025-03-20`
    package var gregorianText: String { Self.text(gregorian.year, gregorian.month, gregorian.day) }
    /// The date in the calendar in which it was written; `init(parsing:)` reads it back, tag and all.
    package var text: String { calendar == .jalali ? jalaliText : gregorianText }

    private static func text(_ year: Int, _ month: Int, _ day: Int) -> String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}

extension CivilDate: Hashable, Comparable {
    package static func == (left: Self, right: Self) -> Bool { left.dayNumber == right.dayNumber }
    package static func < (left: Self, right: Self) -> Bool { left.dayNumber < right.dayNumber }
    package func hash(into hasher: inout Hasher) { hasher.combine(dayNumber) }
}

extension CivilDate: CustomStringConvertible {
    /// Both calendars side by side, the Jalali first: `1403-12-30 (2025-03-20)`.
    package var description: String { "\(jalaliText) (\(gregorianText))" }
}

extension CivilDate: Codable {
    package init(from decoder: any Decoder) throws {
        try self.init(parsing: decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
