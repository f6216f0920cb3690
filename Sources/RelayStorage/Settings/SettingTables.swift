/// Calendars and tariffs, in versions.
enum SettingTables {
    static let sql = """
        -- Owner: Entitlement. Insert-only, kept for ever: due dates are explained by them. The content is the calendar as
        -- canonical JSON, the digest SHA-256 of it. The newest version of a name is in force. No personal data.
        CREATE TABLE calendars (
            sequence INTEGER PRIMARY KEY, name TEXT NOT NULL, version INTEGER NOT NULL CHECK (version > 0),
            imported INTEGER NOT NULL, imported_by TEXT NOT NULL, content TEXT NOT NULL, digest BLOB NOT NULL,
            UNIQUE (name, version)
        ) STRICT;
        \(InsertOnly.triggers("calendars"))

        -- Owner: Entitlement. Kept for ever: prices are explained by them. The content is the tariff as it was imported, as
        -- canonical JSON; the days are those on which it is in force, which a later edition of the year may have cut.
        CREATE TABLE tariffs (
            sequence INTEGER PRIMARY KEY, source TEXT NOT NULL, year INTEGER NOT NULL, edition INTEGER NOT NULL,
            start_day INTEGER NOT NULL, end_day INTEGER NOT NULL, imported INTEGER NOT NULL, imported_by TEXT NOT NULL,
            content TEXT NOT NULL, digest BLOB NOT NULL, UNIQUE (source, year, edition), CHECK (start_day < end_day)
        ) STRICT;
        CREATE INDEX tariffs_by_day ON tariffs (source, start_day);
        CREATE TRIGGER tariffs_stay BEFORE UPDATE ON tariffs WHEN NEW.end_day > OLD.end_day
            OR NEW.sequence <> OLD.sequence OR NEW.source <> OLD.source OR NEW.year <> OLD.year OR NEW.edition <> OLD.edition
            OR NEW.start_day <> OLD.start_day OR NEW.content <> OLD.content OR NEW.digest <> OLD.digest
            BEGIN SELECT RAISE(ABORT, 'a tariff changes in its end alone'); END;
        CREATE TRIGGER tariffs_remain BEFORE DELETE ON tariffs BEGIN SELECT RAISE(ABORT, 'tariffs are kept'); END;
        """
}
