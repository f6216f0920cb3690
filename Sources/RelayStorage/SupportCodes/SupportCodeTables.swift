/// Support codes beside the columns that contracts have for the current one, and the guesses at them.
enum SupportCodeTables {
    static let sql = """
        -- When the contract's current code was made; NULL where there is none.
        ALTER TABLE contracts ADD COLUMN support_code_made INTEGER;

        -- Owner: Entitlement. Codes that a newer one replaced, by keyed hash; they go when their time is over.
        CREATE TABLE retired_support_codes (
            hash BLOB PRIMARY KEY, contract TEXT NOT NULL REFERENCES contracts (id), ends INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX retired_codes_of_contract ON retired_support_codes (contract, ends);

        -- Owner: Entitlement. Wrong codes, without the code. Rows go with the sweep, once they count no more. The
        -- cool-offs are those that the attempt began.
        CREATE TABLE support_code_attempts (
            sequence INTEGER PRIMARY KEY, technician TEXT NOT NULL REFERENCES technicians (id),
            contract TEXT REFERENCES contracts (id), time INTEGER NOT NULL, technician_cools_until INTEGER,
            contract_cools_until INTEGER
        ) STRICT;
        CREATE INDEX attempts_of_technician ON support_code_attempts (technician, time);
        CREATE INDEX attempts_on_contract ON support_code_attempts (contract, time) WHERE contract IS NOT NULL;

        -- Owner: Entitlement. Who checked a right code for which contract, and until when that counts; rows go then.
        CREATE TABLE support_code_identities (
            technician TEXT NOT NULL REFERENCES technicians (id), contract TEXT NOT NULL REFERENCES contracts (id),
            ends INTEGER NOT NULL, PRIMARY KEY (technician, contract)
        ) STRICT, WITHOUT ROWID;
        """
}
