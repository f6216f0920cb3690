package import Primitives

/// A weekday, as ISO 8601 numbers them.
package enum Weekday: Int, Hashable, Sendable, Codable, CaseIterable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday
}

/// Minutes of one weekday, half-open, as the clock on the wall of a site shows them.
///
/// On a day on which the clock is moved, an hour that is struck twice counts twice, and one that is jumped over not at all.
package struct WeeklyHours: Hashable, Sendable, Codable {
    package static let minutesOfDay = 1440

    package let day: Weekday
    /// Minutes since midnight.
    package let from: Int
    /// After `from`; `minutesOfDay` is the midnight at the day's end.
    package let to: Int

    /// - Throws: `object.field` where it is empty or leaves its day.
    package init(day: Weekday, from: Int, to: Int) throws(Failure) {
        try Field.check(from >= 0 && from < to && to <= Self.minutesOfDay, "hours", limit: Self.minutesOfDay)
        self.day = day
        self.from = from
        self.to = to
    }

    package func contains(_ day: Weekday, minute: Int) -> Bool {
        self.day == day && from <= minute && minute < to
    }
}
