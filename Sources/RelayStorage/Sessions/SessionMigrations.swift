import AuditStorage
import Storage

/// Sessions with their evidence, lines, operations and timeline.
enum SessionMigrations {
    static let all = [
        Migration(
            version: 2, name: "sessions",
            sql: """
                -- Owner: Sessions. Kept for ever: the ledger refers to it. `snapshot` is the state machine as it is; the columns
                -- repeat what is looked up. Holds no text of persons; ids only.
                CREATE TABLE sessions (
                    id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE CHECK (number > 1000),
                    machine TEXT NOT NULL REFERENCES machines (id), technician TEXT NOT NULL REFERENCES technicians (id),
                    customer TEXT NOT NULL, organisation TEXT NOT NULL, request_digest BLOB NOT NULL UNIQUE,
                    phase TEXT NOT NULL, is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)), snapshot TEXT NOT NULL,
                    created INTEGER NOT NULL, changed INTEGER NOT NULL, expires INTEGER NOT NULL
                ) STRICT;
                CREATE INDEX sessions_of_machine ON sessions (machine, number);
                CREATE INDEX sessions_of_technician ON sessions (technician, number);
                CREATE INDEX sessions_open ON sessions (expires) WHERE is_open = 1;

                \(SessionObjects.table)

                -- Owner: Sessions. Kept for ever with its session. No personal data.
                CREATE TABLE session_lines (
                    session TEXT NOT NULL REFERENCES sessions (id), number INTEGER NOT NULL, kind TEXT NOT NULL,
                    place TEXT NOT NULL, quantity INTEGER NOT NULL CHECK (quantity > 0), contract_line TEXT,
                    hold TEXT UNIQUE, settlement TEXT NOT NULL DEFAULT 'none'
                        CHECK (settlement IN ('none', 'held', 'consumed', 'returned', 'disputed')),
                    consumed INTEGER NOT NULL DEFAULT 0 CHECK (consumed >= 0),
                    PRIMARY KEY (session, number)
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX session_lines_of_contract_line ON session_lines (contract_line);

                -- Owner: Sessions. Written before the operation is forwarded. Kept as session_objects are; paths are
                -- personal data: erasure empties `operation` and `outcome`, the digests stay.
                CREATE TABLE operations (
                    id TEXT PRIMARY KEY, session TEXT NOT NULL, line INTEGER NOT NULL,
                    operation BLOB NOT NULL, operation_digest BLOB NOT NULL UNIQUE, intended INTEGER NOT NULL,
                    outcome BLOB, outcome_digest BLOB, result TEXT, resolved INTEGER,
                    FOREIGN KEY (session, line) REFERENCES session_lines (session, number),
                    CHECK ((result IS NULL) = (outcome IS NULL)), CHECK ((result IS NULL) = (resolved IS NULL))
                ) STRICT;
                CREATE INDEX operations_of_session ON operations (session, intended);

                -- Owner: Sessions. The timeline that people see. Kept as session_objects are; erasure deletes rows.
                CREATE TABLE session_events (
                    sequence INTEGER PRIMARY KEY, session TEXT NOT NULL REFERENCES sessions (id), state TEXT NOT NULL,
                    time INTEGER NOT NULL, code TEXT NOT NULL, parameters TEXT NOT NULL
                ) STRICT;
                CREATE INDEX session_events_of_session ON session_events (session, sequence);
                """),
        Migration(
            version: 10, name: "session-conditions",
            sql: """
                -- The quote by which the customer pays for the line, as people cite it; NULL: none.
                ALTER TABLE session_lines ADD COLUMN quote TEXT;

                -- Owner: Sessions. Kept with its session. What its verdict asked for, and who met it (a technician or machine).
                CREATE TABLE session_conditions (
                    session TEXT NOT NULL REFERENCES sessions (id), code TEXT NOT NULL, met_by TEXT, met INTEGER,
                    PRIMARY KEY (session, code), CHECK ((met IS NULL) = (met_by IS NULL))
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX session_conditions_that_wait ON session_conditions (code, session) WHERE met IS NULL;

                -- How many are open on a machine is asked with each request.
                CREATE INDEX sessions_open_on_machine ON sessions (machine, technician) WHERE is_open = 1;
                """),
    ]
}
