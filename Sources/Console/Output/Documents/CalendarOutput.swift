import Documents
package import Messages
import Primitives
import Sentences
import Sessions

/// `calendar import`, and one of `calendar list`: when the vendor works.
package struct CalendarOutput: Report {
    let name: String
    let version: UInt32
    /// Absent for the one that every relay has from the start.
    let imported: OutputTime?
    /// Seven, Saturday first: `08:00-17:00 18:00-20:00`; empty: closed.
    let week: [String]
    let specialDays: UInt32
    let unchanged: Bool

    package init(_ calendar: WireCalendarView) {
        name = DisplayText.stripped(calendar.name)
        version = calendar.version
        imported = OutputTime(wire: calendar.imported)
        week = calendar.week.map { DisplayText.stripped($0) }
        specialDays = calendar.specialDays
        unchanged = calendar.unchanged
    }

    package func write(to page: inout Page) {
        page.line(page.language.word(unchanged ? .alreadyThere : .imported), .good)
        write(rowsTo: &page)
    }

    fileprivate func write(rowsTo page: inout Page) {
        let language = page.language
        page.field(.calendar, name, .strong)
        page.composed(.version, language.number(version))
        if imported != nil { page.composed(.importedAt, page.time(imported)) }
        page.composed(.specialDays, language.number(specialDays))
        var table = Table([.weekday, .hoursOfDay].map { Table.Column(language.word($0)) })
        for (day, hours) in zip(Word.weekdays, week) {
            table.add([language.word(day), hours.isEmpty ? language.word(.closedDay) : language.digits(hours)])
        }
        page.table(table, ifEmpty: .noEntries)
    }
}

/// `calendar list`.
package struct CalendarsOutput: Report {
    let calendars: [CalendarOutput]
    let cut: Bool

    package init(_ reply: WireCalendarListReply) {
        calendars = reply.calendars.map(CalendarOutput.init)
        cut = reply.cut
    }

    package func write(to page: inout Page) {
        if calendars.isEmpty { page.line(page.language.word(.noEntries)) }
        for (index, calendar) in calendars.enumerated() {
            if index > 0 { page.line("") }
            calendar.write(rowsTo: &page)
        }
        page.cut(cut)
    }
}
