import Messages
import Plans
import Primitives
import SwiftProtobuf
import Transport

/// Tariffs and business calendars, imported from files.
extension TechnicianDesk {
    /// - Throws: `plan` codes with file and line, found here already.
    package func importTariff(_ file: LocalText, key: String) async throws -> TariffOutput {
        _ = try TariffFile.parse(file.content, file: file.name)
        return TariffOutput(try await call(.tariffImport, message(file, key: key)))
    }

    package func tariffs() async throws -> TariffsOutput {
        TariffsOutput(try await replies(.tariffList, WireEmpty()).flatMap(\.tariffs))
    }

    /// - Parameter holidays: the editable table; nil: the days that stand in the file.
    /// - Throws: `plan` codes with file and line, found here already.
    package func importCalendar(_ file: LocalText, holidays: LocalText?, key: String) async throws -> CalendarOutput {
        _ = try CalendarFile.parse(file.content, file: file.name)
        if let holidays { _ = try HolidayTable.parse(holidays.content, file: holidays.name) }
        var message = message(file, key: key)
        message.holidays = holidays?.content ?? ""
        return CalendarOutput(try await call(.calendarImport, message))
    }

    package func calendars() async throws -> CalendarsOutput {
        CalendarsOutput(try await call(.calendarList, WireEmpty()))
    }

    private func message(_ file: LocalText, key: String) -> WireFileImportCall {
        WireFileImportCall.with {
            $0.key = key
            $0.file = file.name
            $0.content = file.content
        }
    }
}
