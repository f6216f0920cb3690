package import Primitives

/// A business calendar on the time line: what is open when, and how much business time lies between two instants (requirements
/// A26, B1). Pure; made once for several questions.
package struct BusinessTime: Hashable, Sendable {
    package let calendar: BusinessCalendar
    package let zone: CivilZone
    /// Sorted, without overlap, within the day: by weekday, Saturday first, and by day number.
    private let week: [[BusinessCalendar.Hours]]
    private let special: [Int: [BusinessCalendar.Hours]]

    /// Ten years: who asks for business time farther away has mistyped something. Also how far an opening is sought.
    package static let horizonDays = 3660

    /// Throws `calendar.empty` for a week without hours, in which no time would ever pass (invariant 14).
    package init(_ calendar: BusinessCalendar, in zone: CivilZone) throws(Failure) {
        self.calendar = calendar
        self.zone = zone
        week = calendar.week.map(Self.sound)
        special = Dictionary(calendar.specialDays.map { ($0.date.dayNumber, Self.sound($0.hours)) }) { first, _ in first }
        guard week.contains(where: { !$0.isEmpty }) else { throw Failure(.calendarEmpty, ["calendar": calendar.name]) }
    }

    /// The intervals of a day in which the vendor works, in order.
    func openings(onDay day: Int) -> [Range<Timestamp>] {
        hours(onDay: day).compactMap { hours in
            let start = zone.instant(ofDay: day, minute: hours.start)
            let end = zone.instant(ofDay: day, minute: hours.end)
            // The clock may jump over a whole interval.
            return start < end ? start..<end : nil
        }
    }

    func hours(onDay day: Int) -> [BusinessCalendar.Hours] {
        if let hours = special[day] { return hours }
        let weekday = CivilDate.weekday(ofDay: day)
        return week.indices.contains(weekday) ? week[weekday] : []
    }

    /// Sorted, cut to the day, and what overlaps or touches made one.
    private static func sound(_ hours: [BusinessCalendar.Hours]) -> [BusinessCalendar.Hours] {
        var result: [BusinessCalendar.Hours] = []
        for next in hours.sorted(by: { $0.start < $1.start }) {
            let cut = BusinessCalendar.Hours(start: max(0, next.start), end: min(minutesOfDay, next.end))
            guard cut.start < cut.end else { continue }
            if let last = result.last, cut.start <= last.end {
                result[result.count - 1] = BusinessCalendar.Hours(start: last.start, end: max(last.end, cut.end))
            } else {
                result.append(cut)
            }
        }
        return result
    }

    private static let minutesOfDay = 1440
}
