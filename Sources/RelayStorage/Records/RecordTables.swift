/// Work without a channel: service records, and the guide library that they draw on.
enum RecordTables {
    static let sql = """
        -- Owner: Commerce. Kept for ever: the ledger names them. The content is what was written down, as canonical JSON, with
        -- its SHA-256; note, item, serial, brought_by and returned_to are personal data: erasure takes them out of the
        -- content and empties returned_to and return_note, the digest stays. `reference` is folded, for look-up.
        CREATE TABLE service_records (
            id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE CHECK (number > 0), technician TEXT NOT NULL,
            key TEXT NOT NULL, content TEXT NOT NULL, digest BLOB NOT NULL, customer TEXT NOT NULL REFERENCES customers (id),
            contract TEXT REFERENCES contracts (id), line TEXT REFERENCES contract_lines (id), kind TEXT NOT NULL,
            occurred INTEGER NOT NULL, recorded INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('pending', 'open', 'done', 'void')),
            outcome TEXT NOT NULL CHECK (outcome IN ('done', 'partial', 'failed')), follow_up INTEGER, reference TEXT NOT NULL,
            verdict TEXT NOT NULL, hold TEXT REFERENCES holds (id), attempts INTEGER NOT NULL DEFAULT 0,
            second_person TEXT, second_time INTEGER, returned_to TEXT, returned INTEGER, return_note TEXT,
            UNIQUE (technician, key), CHECK ((contract IS NULL) = (line IS NULL)),
            CHECK (state NOT IN ('open', 'done') OR hold IS NOT NULL)
        ) STRICT;
        CREATE INDEX records_of_contract ON service_records (contract, number);
        CREATE INDEX records_of_customer ON service_records (customer, number);
        CREATE INDEX records_of_line ON service_records (line, kind, occurred);
        CREATE INDEX records_that_wait ON service_records (number) WHERE state IN ('pending', 'open');
        CREATE INDEX records_with_promise ON service_records (follow_up) WHERE follow_up IS NOT NULL;
        CREATE TRIGGER service_records_remain BEFORE DELETE ON service_records
            BEGIN SELECT RAISE(ABORT, 'service_records are kept'); END;

        -- Owner: Commerce. Insert-only, kept for ever: the send log names them. No personal data.
        CREATE TABLE library_items (
            number INTEGER PRIMARY KEY, name TEXT NOT NULL, version TEXT NOT NULL,
            form TEXT NOT NULL CHECK (form IN ('text', 'video')), product TEXT NOT NULL, digest BLOB NOT NULL,
            size INTEGER NOT NULL CHECK (size >= 0), added_by TEXT NOT NULL, added INTEGER NOT NULL, UNIQUE (name, version)
        ) STRICT;
        \(CommerceMigrations.insertOnly("library_items"))

        -- Owner: Commerce. Insert-only, kept as records are: which record sent which item. No personal data.
        CREATE TABLE library_sends (
            record TEXT NOT NULL REFERENCES service_records (id), item INTEGER NOT NULL REFERENCES library_items (number),
            time INTEGER NOT NULL, PRIMARY KEY (record, item)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX sends_of_item ON library_sends (item);
        \(CommerceMigrations.insertOnly("library_sends"))
        """
}
