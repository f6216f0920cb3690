import Entitlement
import Foundation
import Primitives

@testable import Plans

/// The example plans, tariffs and calendars of the repository, and the clock of Tehran.
struct PhoneSetting {
    let setting: EntitlementSetting
    private let plans: [String: PlanSnapshot]

    var zone: CivilZone { setting.zone }

    init() throws {
        var plans: [String: PlanSnapshot] = [:]
        for (name, text) in try Self.files("plans") { plans[name] = try PlanFile.parse(text, file: name) }
        let tables = try Repository.names("Examples/calendars").filter { $0.hasSuffix(".tsv") }
        let holidays = try tables.flatMap { try HolidayTable.parse(Repository.text("Examples/calendars/\($0)"), file: $0) }
        var calendars: [String: BusinessCalendar] = [:]
        for (name, text) in try Self.files("calendars") {
            let calendar = try CalendarFile.parse(text, file: name).with(holidays: holidays)
            calendars[calendar.name] = calendar
        }
        let tariffs = try Self.files("tariffs").map { try TariffFile.parse($0.text, file: $0.name) }
        self.plans = plans
        setting = EntitlementSetting(zone: try CivilZone.tehran(), calendars: calendars, tariffs: tariffs)
    }

    func plan(_ name: String) throws -> PlanSnapshot {
        guard let plan = plans[name + ".yaml"] else { throw PhoneCaseError("there is no plan \(name)") }
        return plan
    }

    /// `1404-08-08 11:59`, `1404-08-08T11:59` or `1404-08-08T11:59:59.999`, in Tehran.
    func instant(_ text: String) throws -> Timestamp {
        let fields = text.split { $0 == " " || $0 == "T" }
        let clock = fields.last?.split(separator: ":").map(String.init) ?? []
        guard fields.count == 2, (2...3).contains(clock.count), let hour = Int(clock[0]), let minute = Int(clock[1]) else {
            throw PhoneCaseError("\(text) is no day and time")
        }
        let seconds = clock.count == 3 ? try Quantity(parsing: clock[2]) : .zero
        let day = try CivilDate(parsing: String(fields[0]))
        // A thousandth of a second is a millisecond.
        return zone.instant(of: day, minute: hour * 60 + minute) + .milliseconds(seconds.thousandths)
    }

    private static func files(_ folder: String) throws -> [(name: String, text: String)] {
        try Repository.names("Examples/\(folder)").filter { $0.hasSuffix(".yaml") }
            .map { ($0, try Repository.text("Examples/\(folder)/\($0)")) }
    }
}
