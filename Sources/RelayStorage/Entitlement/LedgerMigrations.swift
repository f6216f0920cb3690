import Storage

/// What the ledger's tables gained after `EntitlementMigrations`.
enum LedgerMigrations {
    static let all = [Migration(version: 8, name: "ledger-whole", sql: whole)]

    private static let whole = """
        -- Owner: Entitlement. What each hold keeps of which bucket, in the order of consumption; use is rounded up to the
        -- step. Kept as holds are.
        CREATE TABLE hold_legs_whole (
            hold TEXT NOT NULL REFERENCES holds (id), position INTEGER NOT NULL, bucket TEXT NOT NULL REFERENCES buckets (id),
            quantity INTEGER NOT NULL CHECK (quantity > 0), effect TEXT NOT NULL CHECK (effect IN ('hold', 'late', 'tally')),
            step INTEGER NOT NULL CHECK (step > 0), PRIMARY KEY (hold, position)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO hold_legs_whole SELECT hold, position, bucket, quantity, effect, 1 FROM hold_legs;
        DROP TABLE hold_legs;
        ALTER TABLE hold_legs_whole RENAME TO hold_legs;

        -- `session` is a session's or a record's id. `quantity` is the verdict's; NULL in rows from before. `posted` is the
        -- position of the newest entry of the log that tells the row; NULL in rows from before.
        ALTER TABLE holds ADD COLUMN incident TEXT;
        ALTER TABLE holds ADD COLUMN quantity INTEGER;
        ALTER TABLE holds ADD COLUMN posted INTEGER;
        CREATE INDEX holds_of_incident ON holds (contract, incident) WHERE incident IS NOT NULL;
        ALTER TABLE line_settlements ADD COLUMN posted INTEGER;
        ALTER TABLE buckets ADD COLUMN posted INTEGER;

        -- Owner: Entitlement. One row, written here alone: what the ledger had before its steps were told to the log, so
        -- that the rest can be compared with the log row by row. No personal data.
        CREATE TABLE ledger_origin (
            singleton INTEGER PRIMARY KEY CHECK (singleton = 1), number INTEGER NOT NULL, transactions INTEGER NOT NULL,
            postings INTEGER NOT NULL, buckets INTEGER NOT NULL, legs INTEGER NOT NULL, holds INTEGER NOT NULL,
            last_hold INTEGER NOT NULL, settlements INTEGER NOT NULL, last_settlement INTEGER NOT NULL
        ) STRICT;
        INSERT INTO ledger_origin SELECT 1, (SELECT coalesce(max(number), 0) FROM ledger_transactions),
            (SELECT count(*) FROM ledger_transactions), (SELECT count(*) FROM ledger_postings),
            (SELECT count(*) FROM buckets), (SELECT count(*) FROM hold_legs), (SELECT count(*) FROM holds),
            (SELECT coalesce(max(rowid), 0) FROM holds), (SELECT count(*) FROM line_settlements),
            (SELECT coalesce(max(rowid), 0) FROM line_settlements);
        """
}
