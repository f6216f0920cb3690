import Storage

/// Whole contracts, branches and sites, calendars and tariffs, support codes, help requests.
enum ContractMigrations {
    static let all = [
        Migration(
            version: 7, name: "contracts-whole",
            sql: [
                contracts, OrganisationTables.sql, SettingTables.sql, SupportCodeTables.sql, HelpTables.sql,
                AttachmentTables.sql,
            ].joined(separator: "\n"))
    ]

    private static let contracts = """
        -- The anchor is the day from which a chain of terms counts its ends; anchor_months are all months from it to this
        -- term's end, without extensions. Terms from before this migration were never renewed.
        ALTER TABLE terms ADD COLUMN anchor_day INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE terms ADD COLUMN anchor_months INTEGER NOT NULL DEFAULT 0;
        UPDATE terms SET anchor_day = start_day, anchor_months = json_extract(plan, '$.months');
        -- SHA-256 of the plan's text: what is decoded once is found by it. NULL in rows from before this migration.
        ALTER TABLE terms ADD COLUMN plan_digest BLOB;
        -- What was sold stays as it was; only the end moves, and only later.
        CREATE TRIGGER terms_stay BEFORE UPDATE ON terms WHEN NEW.end_day < OLD.end_day OR NEW.id <> OLD.id
            OR NEW.line <> OLD.line OR NEW.start_day <> OLD.start_day OR NEW.plan <> OLD.plan
            OR NEW.plan_digest IS NOT OLD.plan_digest OR NEW.anchor_day <> OLD.anchor_day
            OR NEW.anchor_months <> OLD.anchor_months
            BEGIN SELECT RAISE(ABORT, 'a term changes in its end alone'); END;
        CREATE TRIGGER terms_remain BEFORE DELETE ON terms BEGIN SELECT RAISE(ABORT, 'terms are kept'); END;

        -- Owner: Entitlement. Insert-only, kept as terms are: each later end, and who promised it. The reason is about
        -- the contract; names of persons do not belong in it.
        CREATE TABLE term_extensions (
            sequence INTEGER PRIMARY KEY, term TEXT NOT NULL REFERENCES terms (id), from_day INTEGER NOT NULL,
            to_day INTEGER NOT NULL, actor TEXT NOT NULL, reason TEXT NOT NULL, time INTEGER NOT NULL,
            CHECK (from_day < to_day)
        ) STRICT;
        CREATE INDEX extensions_of_term ON term_extensions (term, sequence);
        \(InsertOnly.triggers("term_extensions"))

        -- The line whose place this one took (a higher model), at most one for each, and the accepted quote for it.
        ALTER TABLE contract_lines ADD COLUMN replaces TEXT REFERENCES contract_lines (id);
        ALTER TABLE contract_lines ADD COLUMN quote TEXT;
        CREATE UNIQUE INDEX lines_replaced ON contract_lines (replaces) WHERE replaces IS NOT NULL;

        -- Owner: Entitlement. Insert-only, kept as contracts are: each state that a contract came to. The first one, active,
        -- is the contract's own row.
        CREATE TABLE contract_states (
            sequence INTEGER PRIMARY KEY, contract TEXT NOT NULL REFERENCES contracts (id),
            state TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'cancelled', 'transferred')),
            actor TEXT NOT NULL, reason TEXT NOT NULL, time INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX states_of_contract ON contract_states (contract, sequence);
        \(InsertOnly.triggers("contract_states"))
        """
}

/// Tables whose rows are never changed and never deleted.
enum InsertOnly {
    static func triggers(_ table: String) -> String {
        """
        CREATE TRIGGER \(table)_stay BEFORE UPDATE ON \(table)
            BEGIN SELECT RAISE(ABORT, '\(table) is insert-only'); END;
        CREATE TRIGGER \(table)_remain BEFORE DELETE ON \(table)
            BEGIN SELECT RAISE(ABORT, '\(table) is insert-only'); END;
        """
    }
}
