import Entitlement
import Foundation

@testable import Plans

/// The files of Examples, which people copy.
enum Example {
    static let plans = ["padra", "faragostar"]
    static let tariffs = ["ict-guild-1404", "ict-guild-1405", "faragostar-portal-1404"]
    static let calendars = ["office", "faragostar"]

    static func text(_ path: String) throws -> String {
        let tree = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: tree.appending(path: path), encoding: .utf8)
    }

    static func plan(_ name: String) throws -> PlanSnapshot {
        try PlanFile.parse(text("Examples/plans/\(name).yaml"), file: "\(name).yaml")
    }

    static func tariff(_ name: String) throws -> TariffVersion {
        try TariffFile.parse(text("Examples/tariffs/\(name).yaml"), file: "\(name).yaml")
    }

    static func calendar(_ name: String) throws -> BusinessCalendar {
        try CalendarFile.parse(text("Examples/calendars/\(name).yaml"), file: "\(name).yaml")
    }
}
