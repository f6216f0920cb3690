import Entitlement
import Primitives

/// The schema of calendar files.
enum CalendarReader {
    static func calendar(_ root: YAMLNode) throws(Failure) -> BusinessCalendar {
        let values = try root.mapping(CalendarSchema.calendar)
        return BusinessCalendar(
            name: try values.node("calendar").name("the calendar's name"), week: try week(values.node("week")),
            specialDays: try values.optional("holidays").map(holidays) ?? [])
    }

    private static func week(_ node: YAMLNode) throws(Failure) -> [[BusinessCalendar.Hours]] {
        let values = try node.mapping(CalendarSchema.week)
        var week: [[BusinessCalendar.Hours]] = []
        for day in CalendarSchema.week.keys { week.append(try hours(values.node(day))) }
        guard week.contains(where: { !$0.isEmpty }) else {
            throw node.failure(.planWrongValue, expected: "hours on at least one day of the week", found: "none")
        }
        return week
    }

    private static func hours(_ node: YAMLNode) throws(Failure) -> [BusinessCalendar.Hours] {
        var hours: [BusinessCalendar.Hours] = []
        for element in try node.elements() { try HoursText.append(element.scalar(HoursText.expected), to: &hours) }
        return hours
    }

    private static func holidays(_ node: YAMLNode) throws(Failure) -> [BusinessCalendar.SpecialDay] {
        var days = SpecialDays()
        for element in try node.elements() {
            let values = try element.mapping(CalendarSchema.holiday)
            let date = try values.node("date").scalar("a day")
            try days.append(
                date, title: values.node("title").text("the holiday's title"), hours: values.optional("hours").map(hours) ?? [])
        }
        return days.sorted
    }
}
