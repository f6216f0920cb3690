package import Entitlement

extension Calendars {
    /// What plans that name no calendar mean until the vendor imports one under this name: Saturday to Wednesday 8–17,
    /// Thursday 9–12 (requirement B1), no holidays.
    package static let office = BusinessCalendar(
        name: PlanSnapshot.calendar, week: Array(repeating: [hours(8, 17)], count: 5) + [[hours(9, 12)], []])

    private static func hours(_ start: Int, _ end: Int) -> BusinessCalendar.Hours {
        BusinessCalendar.Hours(start: start * 60, end: end * 60)
    }
}
