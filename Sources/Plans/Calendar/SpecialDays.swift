import Entitlement
import Primitives

/// Days that differ, gathered from a calendar file or a holidays table: each date once, and not without limit.
struct SpecialDays {
    /// A century of holidays; so many are kept in one calendar's stored text.
    static let limit = 4000

    private var byDate: [CivilDate: BusinessCalendar.SpecialDay] = [:]

    /// Throws `plan.wrong-value`.
    mutating func append(_ date: SourceScalar, title: String, hours: [BusinessCalendar.Hours]) throws(Failure) {
        let day = try date.date("a day")
        guard byDate[day] == nil else { throw date.wrong("each day once") }
        guard byDate.count < Self.limit else { throw date.wrong("at most \(Self.limit) days") }
        byDate[day] = BusinessCalendar.SpecialDay(date: day, title: title, hours: hours)
    }

    var sorted: [BusinessCalendar.SpecialDay] { byDate.values.sorted { $0.date < $1.date } }
}
