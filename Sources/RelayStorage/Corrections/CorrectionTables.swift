/// Corrections of the ledger, which two admins make.
enum CorrectionTables {
    static let sql = """
        -- Owner: Commerce. Kept for ever: the ledger's keys name them. The content is what was proposed, as canonical JSON.
        -- The reason is about the contract; names of persons do not belong in it.
        CREATE TABLE corrections (
            id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE CHECK (number > 0), proposed_by TEXT NOT NULL,
            key TEXT NOT NULL, contract TEXT NOT NULL REFERENCES contracts (id), content TEXT NOT NULL, reason TEXT NOT NULL,
            proposed INTEGER NOT NULL, state TEXT NOT NULL CHECK (state IN ('proposed', 'applied', 'rejected')),
            decided_by TEXT, decided INTEGER, entry TEXT REFERENCES ledger_transactions (id), UNIQUE (proposed_by, key),
            CHECK ((state = 'proposed') = (decided_by IS NULL)), CHECK ((state = 'proposed') = (decided IS NULL)),
            CHECK ((state = 'applied') = (entry IS NOT NULL)), CHECK (decided_by IS NULL OR decided_by <> proposed_by)
        ) STRICT;
        CREATE INDEX corrections_of_contract ON corrections (contract, number);
        CREATE INDEX corrections_that_wait ON corrections (number) WHERE state = 'proposed';
        CREATE TRIGGER corrections_remain BEFORE DELETE ON corrections
            BEGIN SELECT RAISE(ABORT, 'corrections are kept'); END;
        """
}
