import AuditStorage
import Cryptography
package import Entitlement
package import Primitives
package import Storage

/// A calendar as it was imported.
package struct CalendarVersion: Hashable, Sendable {
    package let calendar: BusinessCalendar
    /// Counts through the imports under one name, from 1.
    package let version: Int
    package let imported: Timestamp
    /// Who imported it.
    package let actor: String
}

/// The vendor's calendars, in versions; the newest of a name is in force.
package struct Calendars {
    let transaction: Transaction

    /// Keeps a calendar as the next version of its name. The content of the version in force changes nothing.
    package func `import`(
        _ calendar: BusinessCalendar, actor: String, at time: Timestamp
    ) throws -> (version: CalendarVersion, isNew: Bool) {
        let content = try CanonicalJSON.encode(calendar)
        let digest = Digest.of(content.utf8)
        if let row = try newest(calendar.name), try row.value("digest", as: Digest.self) == digest {
            return (try version(row), false)
        }
        try transaction.execute(
            """
            INSERT INTO calendars (name, version, imported, imported_by, content, digest)
            VALUES (?1, (SELECT coalesce(max(version), 0) + 1 FROM calendars WHERE name = ?1), ?2, ?3, ?4, ?5)
            """, [calendar.name, time, actor, content, digest])
        guard let row = try newest(calendar.name) else { throw Failure(.storageNoSuchRow, ["id": calendar.name]) }
        return (try version(row), true)
    }

    /// The version in force of each name, by name; the built-in one is not among them.
    package func all() throws -> [CalendarVersion] {
        try transaction.query("\(Self.selectNewest) ORDER BY name").map { try version($0) }
    }

    /// Throws `plan.calendar-unknown`.
    package func requireKnown(_ name: String) throws {
        let known = Set(try transaction.query(Self.selectNewest).map { try $0.value("name", as: String.self) })
            .union([BusinessCalendar.office.name])
        guard known.contains(name) else {
            throw Failure(.planCalendarUnknown, ["calendar": name, "known": known.sorted().joined(separator: ", ")])
        }
    }

    /// By name: the calendars in force, and the built-in one until another bears its name.
    func inForce() throws -> [String: BusinessCalendar] {
        var calendars = [BusinessCalendar.office.name: BusinessCalendar.office]
        for row in try transaction.query(Self.selectNewest) { calendars[try row.value("name")] = try calendar(row) }
        return calendars
    }

    /// Without the content, which is mostly known by its digest.
    private static let columns = "SELECT sequence, name, version, imported, imported_by, digest FROM calendars"
    private static let selectNewest =
        columns + " WHERE version = (SELECT max(version) FROM calendars AS newer WHERE newer.name = calendars.name)"

    private func newest(_ name: String) throws -> Row? {
        try transaction.first("\(Self.columns) WHERE name = ? ORDER BY version DESC LIMIT 1", [name])
    }

    private func version(_ row: Row) throws -> CalendarVersion {
        CalendarVersion(
            calendar: try calendar(row), version: try row.value("version"), imported: try row.value("imported"),
            actor: try row.value("imported_by"))
    }

    private func calendar(_ row: Row) throws -> BusinessCalendar {
        try DecodedContents.calendars.value(digest: row.value("digest")) {
            let sequence: Int64 = try row.value("sequence")
            return try transaction.value("SELECT content FROM calendars WHERE sequence = ?", [sequence]) ?? ""
        }
    }
}

extension Transaction {
    package var calendars: Calendars { Calendars(transaction: self) }
}
