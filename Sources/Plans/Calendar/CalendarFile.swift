package import Entitlement
package import Primitives

/// A file with the hours of a week and the days that differ (requirements A26, B1; Docs/plans.md describes the schema).
package enum CalendarFile {
    /// Reads the text of a calendar file.
    ///
    /// Throws `plan.syntax`, `plan.unknown-key`, `plan.missing-key` and `plan.wrong-value`, each with `file`, `line` and
    /// `expected`.
    package static func parse(_ text: String, file: String) throws(Failure) -> BusinessCalendar {
        try CalendarReader.calendar(YAMLText.root(of: text, file: file, expected: "a calendar"))
    }
}

extension BusinessCalendar {
    /// With the days of a holidays table, which take the place of the calendar's own on the same dates.
    package func with(holidays: [SpecialDay]) -> BusinessCalendar {
        let dates = Set(holidays.map(\.date))
        let days = specialDays.filter { !dates.contains($0.date) } + holidays
        return BusinessCalendar(name: name, week: week, specialDays: days.sorted { $0.date < $1.date })
    }
}
