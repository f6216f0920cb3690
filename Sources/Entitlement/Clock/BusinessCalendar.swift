/// When the vendor works: several intervals on each weekday, and dated days that differ (requirements A26, B1).
///
/// Minutes count from midnight of the civil day, 0...1440. Pure data; `CivilZone` says where a day begins.
package struct BusinessCalendar: Hashable, Codable, Sendable {
    /// Minutes of a civil day, half-open.
    package struct Hours: Hashable, Codable, Sendable {
        package let start: Int
        package let end: Int

        package init(start: Int, end: Int) {
            self.start = start
            self.end = end
        }
    }

    /// A day that differs from its weekday: a holiday has no hours.
    package struct SpecialDay: Hashable, Codable, Sendable {
        package let date: CivilDate
        package let title: String
        package let hours: [Hours]

        package init(date: CivilDate, title: String, hours: [Hours]) {
            self.date = date
            self.title = title
            self.hours = hours
        }
    }

    package let name: String
    /// By weekday, Saturday first; sorted, without overlap.
    package let week: [[Hours]]
    package let specialDays: [SpecialDay]

    package init(name: String, week: [[Hours]], specialDays: [SpecialDay] = []) {
        self.name = name
        self.week = week
        self.specialDays = specialDays
    }

    /// What every relay has until a calendar is imported under this name: Saturday to Wednesday 8 to 17, Thursday 9 to 12
    /// (requirement B1), no holidays.
    package static let office = BusinessCalendar(
        name: PlanSnapshot.calendar,
        week: Array(repeating: [Hours(start: 8 * 60, end: 17 * 60)], count: 5) + [[Hours(start: 9 * 60, end: 12 * 60)], []])
}
