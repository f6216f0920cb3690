import AuditStorage
import Cryptography
package import Entitlement
package import Primitives
package import Storage

/// The vendor's tariffs. Intervals of one source never overlap (invariant 12).
package struct Tariffs {
    let transaction: Transaction

    /// Keeps an edition. A higher edition of the same year that begins later ends the one before it at its own first day;
    /// the same content again changes nothing.
    ///
    /// The answer says in its interval on which days it is in force. Throws `tariff.overlap`, `tariff.known`.
    package func `import`(
        _ tariff: TariffVersion, actor: String, at time: Timestamp
    ) throws -> (tariff: TariffVersion, isNew: Bool) {
        let content = try CanonicalJSON.encode(tariff)
        let digest = Digest.of(content.utf8)
        if let known = try find(tariff.source, year: tariff.year, edition: tariff.edition) {
            guard try known.value("digest", as: Digest.self) == digest else {
                throw Failure(.tariffKnown, ["name": tariff.name])
            }
            return (try version(known), false)
        }
        let overlapped = try rows(overlapping: tariff)
        for row in overlapped { try check(version(row), isFollowedBy: tariff) }
        for row in overlapped {
            try transaction.execute(
                "UPDATE tariffs SET end_day = ? WHERE sequence = ?",
                [tariff.interval.start.dayNumber, try row.value("sequence", as: Int64.self)])
        }
        try transaction.execute(
            """
            INSERT INTO tariffs (source, year, edition, start_day, end_day, imported, imported_by, content, digest)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                tariff.source, tariff.year, tariff.edition, tariff.interval.start.dayNumber, tariff.interval.end.dayNumber,
                time, actor, content, digest,
            ])
        return (tariff, true)
    }

    /// By source and first day, each with the days on which it is in force.
    package func all() throws -> [TariffVersion] {
        try transaction.query("\(Self.columns) ORDER BY source, start_day").map { try version($0) }
    }

    /// Without the content, which is mostly known by its digest.
    private static let columns = "SELECT sequence, year, edition, start_day, end_day, digest FROM tariffs"

    private func find(_ source: String, year: Int, edition: Int) throws -> Row? {
        try transaction.first("\(Self.columns) WHERE source = ? AND year = ? AND edition = ?", [source, year, edition])
    }

    private func rows(overlapping tariff: TariffVersion) throws -> [Row] {
        try transaction.query(
            "\(Self.columns) WHERE source = ? AND start_day < ? AND end_day > ? ORDER BY start_day",
            [tariff.source, tariff.interval.end.dayNumber, tariff.interval.start.dayNumber])
    }

    /// Throws `tariff.overlap` unless the newer one follows: of the same year, a higher edition, and later.
    private func check(_ older: TariffVersion, isFollowedBy newer: TariffVersion) throws {
        guard older.year == newer.year, older.edition < newer.edition, older.interval.start < newer.interval.start else {
            let parameters = [
                "source": newer.name, "name": older.name, "start": older.interval.start.text, "end": older.interval.end.text,
            ]
            throw Failure(.tariffOverlap, parameters)
        }
    }

    private func version(_ row: Row) throws -> TariffVersion {
        let sequence: Int64 = try row.value("sequence")
        let imported = try DecodedContents.tariffs.value(digest: row.value("digest")) {
            try transaction.value("SELECT content FROM tariffs WHERE sequence = ?", [sequence]) ?? ""
        }
        let interval = try CivilInterval(
            start: CivilDate(dayNumber: row.value("start_day")), end: CivilDate(dayNumber: row.value("end_day")))
        return TariffVersion(
            source: imported.source, year: imported.year, edition: imported.edition, interval: interval,
            title: imported.title, lines: imported.lines, conditions: imported.conditions,
            valueAddedTax: imported.valueAddedTax)
    }
}

extension Transaction {
    package var tariffs: Tariffs { Tariffs(transaction: self) }
}
