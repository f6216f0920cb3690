import Storage

/// Quotes and charges, service records, corrections, the guide library and the club.
enum CommerceMigrations {
    static let all = [
        Migration(
            version: 9, name: "commerce",
            sql: [QuoteTables.sql, RecordTables.sql, CorrectionTables.sql, ClubTables.sql].joined(separator: "\n"))
    ]

    /// Rows of these tables are never deleted; nor changed, but for what the condition lets through.
    static func insertOnly(_ table: String, unless erased: String = "0") -> String {
        """
        CREATE TRIGGER \(table)_stay BEFORE UPDATE ON \(table) WHEN NOT (\(erased))
            BEGIN SELECT RAISE(ABORT, '\(table) is insert-only'); END;
        CREATE TRIGGER \(table)_remain BEFORE DELETE ON \(table)
            BEGIN SELECT RAISE(ABORT, '\(table) is insert-only'); END;
        """
    }
}
