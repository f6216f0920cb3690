import AuditLog
import Entitlement
import Messages
import Plans
import Primitives
import RelayStorage
import Storage
import Transport

/// When the vendor works (requirements A26, B1).
struct CalendarCalls: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.calendarImport, to: Caller.isVendorAdmin) { try await `import`($0.technician, $1) }
        router.answer(.calendarList, to: Caller.isTechnician) { _, _ in try await list() }
    }

    /// The same content again changes nothing, and says so.
    private func `import`(_ technician: Caller.Technician, _ call: WireFileImportCall) async throws -> WireCalendarView {
        let calendar = try Self.calendar(call)
        return try await context.change(.calendarImport, call, key: .none, by: DeskChange.Author(technician)) { change in
            let (version, isNew) = try change.transaction.calendars.import(calendar, actor: change.author.id, at: change.now)
            if isNew {
                try change.log(.calendarImported, ["calendar": calendar.name, "version": String(version.version)])
            }
            var view = WireCalendarView(version)
            view.unchanged = !isNew
            return view
        }
    }

    private static func calendar(_ call: WireFileImportCall) throws -> BusinessCalendar {
        for text in [call.content, call.holidays] {
            try FieldChecks.require(text.utf8.count <= DeskLimits.fileBytes, "content")
        }
        let file = String(call.file.prefix(DeskLimits.wordCharacters))
        let calendar = try CalendarFile.parse(call.content, file: file)
        guard !call.holidays.isEmpty else { return calendar }
        return calendar.with(holidays: try HolidayTable.parse(call.holidays, file: file))
    }

    private func list() async throws -> WireCalendarListReply {
        try await context.database.read { transaction in
            var room = ReplyRoom()
            var reply = WireCalendarListReply()
            var views = try transaction.calendars.all().map { WireCalendarView($0) }
            if !views.contains(where: { $0.name == BusinessCalendar.office.name }) {
                views.insert(WireCalendarView(BusinessCalendar.office), at: 0)
            }
            for view in views {
                if try room.takes(view) { reply.calendars.append(view) } else { reply.cut = true }
            }
            return reply
        }
    }
}

extension WireCalendarView {
    init(_ version: CalendarVersion) {
        self.init(version.calendar)
        self.version = UInt32(clamping: version.version)
        imported = version.imported.milliseconds
    }

    /// One that nobody imported: version 0.
    init(_ calendar: BusinessCalendar) {
        self.init()
        name = calendar.name
        week = calendar.week.map { day in day.map(\.text).joined(separator: " ") }
        specialDays = UInt32(clamping: calendar.specialDays.count)
    }
}

extension BusinessCalendar.Hours {
    /// `08:00-17:00`
    fileprivate var text: String {
        [start, end].map { minute in
            [minute / 60, minute % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        }.joined(separator: "-")
    }
}

extension AuditKind {
    static let calendarImported = AuditKind(rawValue: "calendar.imported")
}
