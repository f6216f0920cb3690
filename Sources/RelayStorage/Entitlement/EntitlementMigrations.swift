import Storage

/// Customers, contracts and the ledger.
enum EntitlementMigrations {
    static let all = [
        Migration(version: 5, name: "contracts", sql: contracts), Migration(version: 6, name: "ledger", sql: ledger),
    ]

    private static let contracts = """
        -- Owner: Entitlement. Kept for ever: customers and technicians name them. No personal data.
        CREATE TABLE organisations (
            id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('vendor', 'branch')), name TEXT NOT NULL,
            created INTEGER NOT NULL
        ) STRICT;

        -- Owner: Entitlement. Kept while a contract, machine or log names the id. Erasure: empty name and search_key.
        CREATE TABLE customers (
            id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisations (id), name TEXT NOT NULL,
            search_key TEXT NOT NULL, created INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX customers_by_key ON customers (search_key);

        -- Owner: Entitlement. Kept for ever: the ledger names them. The support code is stored sealed and found by its
        -- keyed hash; erasure: empty both.
        CREATE TABLE contracts (
            id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, customer TEXT NOT NULL REFERENCES customers (id),
            state TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'cancelled', 'transferred')),
            support_code BLOB, support_code_hash BLOB UNIQUE, created INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX contracts_of_customer ON contracts (customer);

        -- Owner: Entitlement. Kept as contracts are. Dates are text in the calendar in which they were written.
        CREATE TABLE contract_lines (
            id TEXT PRIMARY KEY, contract TEXT NOT NULL REFERENCES contracts (id), product TEXT NOT NULL,
            version TEXT NOT NULL, platform TEXT NOT NULL, serial TEXT, search_key TEXT NOT NULL, purchased TEXT NOT NULL,
            overrides TEXT NOT NULL, created INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX lines_of_contract ON contract_lines (contract);

        -- Owner: Entitlement. Which machines a line is installed on, many to many. Goes with the machine or the line.
        CREATE TABLE installations (
            machine TEXT NOT NULL, line TEXT NOT NULL REFERENCES contract_lines (id), since INTEGER NOT NULL,
            PRIMARY KEY (machine, line)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX installations_of_line ON installations (line);

        -- Owner: Entitlement. Kept for ever: verdicts are explained by them. Days count from 1970-01-01; end_day is the
        -- first day after the term. The plan is the snapshot that was sold, as canonical JSON.
        CREATE TABLE terms (
            id TEXT PRIMARY KEY, line TEXT NOT NULL REFERENCES contract_lines (id), start_day INTEGER NOT NULL,
            end_day INTEGER NOT NULL, plan TEXT NOT NULL, created INTEGER NOT NULL, CHECK (start_day < end_day)
        ) STRICT;
        CREATE INDEX terms_of_line ON terms (line, start_day);
        """

    private static let ledger = """
        -- Owner: Entitlement. Kept for ever. Balances in thousandths of the unit: always the sums of the bucket's postings.
        CREATE TABLE buckets (
            id TEXT PRIMARY KEY, contract TEXT NOT NULL REFERENCES contracts (id),
            line TEXT NOT NULL REFERENCES contract_lines (id), term TEXT NOT NULL REFERENCES terms (id), quota TEXT NOT NULL,
            role TEXT NOT NULL CHECK (role IN ('allotment', 'tally')),
            unit TEXT NOT NULL CHECK (unit IN ('count', 'minute', 'person-day')),
            granted INTEGER NOT NULL DEFAULT 0 CHECK (granted >= 0), available INTEGER NOT NULL DEFAULT 0 CHECK (available >= 0),
            held INTEGER NOT NULL DEFAULT 0 CHECK (held >= 0), consumed INTEGER NOT NULL DEFAULT 0 CHECK (consumed >= 0),
            expired INTEGER NOT NULL DEFAULT 0 CHECK (expired >= 0), used INTEGER NOT NULL DEFAULT 0 CHECK (used >= 0),
            UNIQUE (term, role, quota), CHECK (granted = available + held + consumed + expired + used)
        ) STRICT;
        CREATE INDEX buckets_of_contract ON buckets (contract);
        CREATE INDEX buckets_of_line ON buckets (line);

        -- Owner: Entitlement. Insert-only, kept for ever, and so are the keys. Actor and reason are for the record; names of
        -- persons do not belong in them.
        CREATE TABLE ledger_transactions (
            number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL CHECK (kind IN ('grant', 'hold', 'close', 'use', 'expire', 'refund', 'reverse', 'adjust')),
            contract TEXT NOT NULL REFERENCES contracts (id), key TEXT NOT NULL UNIQUE, content TEXT NOT NULL,
            actor TEXT NOT NULL, reason TEXT NOT NULL, occurred INTEGER NOT NULL, recorded INTEGER NOT NULL,
            session TEXT, session_line INTEGER, reverses TEXT UNIQUE REFERENCES ledger_transactions (id),
            CHECK ((kind = 'reverse') = (reverses IS NOT NULL)), CHECK ((session IS NULL) = (session_line IS NULL))
        ) STRICT;
        CREATE INDEX ledger_of_contract ON ledger_transactions (contract, number);

        -- Owner: Entitlement. Insert-only, kept for ever.
        CREATE TABLE ledger_postings (
            entry INTEGER NOT NULL REFERENCES ledger_transactions (number), position INTEGER NOT NULL,
            bucket TEXT NOT NULL REFERENCES buckets (id),
            account TEXT NOT NULL CHECK (account IN ('source', 'available', 'held', 'consumed', 'expired', 'used')),
            amount INTEGER NOT NULL CHECK (amount <> 0), PRIMARY KEY (entry, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX postings_of_bucket ON ledger_postings (bucket, entry);

        CREATE TRIGGER ledger_transactions_stay BEFORE UPDATE ON ledger_transactions
            BEGIN SELECT RAISE(ABORT, 'the ledger is insert-only'); END;
        CREATE TRIGGER ledger_transactions_remain BEFORE DELETE ON ledger_transactions
            BEGIN SELECT RAISE(ABORT, 'the ledger is insert-only'); END;
        CREATE TRIGGER ledger_postings_stay BEFORE UPDATE ON ledger_postings
            BEGIN SELECT RAISE(ABORT, 'the ledger is insert-only'); END;
        CREATE TRIGGER ledger_postings_remain BEFORE DELETE ON ledger_postings
            BEGIN SELECT RAISE(ABORT, 'the ledger is insert-only'); END;

        -- Owner: Entitlement. One for each line of an activated session, kept for ever. Prospects have no contract.
        CREATE TABLE holds (
            id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, content TEXT NOT NULL, contract TEXT REFERENCES contracts (id),
            session TEXT NOT NULL, session_line INTEGER NOT NULL, actor TEXT NOT NULL, verdict TEXT NOT NULL,
            accepted_price INTEGER NOT NULL, entry TEXT REFERENCES ledger_transactions (id),
            state TEXT NOT NULL CHECK (state IN ('open', 'disputed', 'closed')),
            made INTEGER NOT NULL, ends INTEGER NOT NULL, UNIQUE (session, session_line)
        ) STRICT;
        CREATE INDEX holds_that_wait ON holds (ends) WHERE state <> 'closed';

        -- Owner: Entitlement. What each hold keeps of which bucket, in the order of consumption. Kept as holds are.
        CREATE TABLE hold_legs (
            hold TEXT NOT NULL REFERENCES holds (id), position INTEGER NOT NULL, bucket TEXT NOT NULL REFERENCES buckets (id),
            quantity INTEGER NOT NULL CHECK (quantity > 0), effect TEXT NOT NULL CHECK (effect IN ('hold', 'tally')),
            PRIMARY KEY (hold, position)
        ) STRICT, WITHOUT ROWID;

        -- Owner: Entitlement. How each line was settled: the basis is the signed outcome's summary, the decision a person's.
        -- Kept as holds are.
        CREATE TABLE line_settlements (
            hold TEXT PRIMARY KEY REFERENCES holds (id), basis TEXT, decision TEXT, consumed INTEGER NOT NULL,
            close_entry TEXT REFERENCES ledger_transactions (id), use_entry TEXT REFERENCES ledger_transactions (id),
            settled INTEGER NOT NULL
        ) STRICT;
        """
}
