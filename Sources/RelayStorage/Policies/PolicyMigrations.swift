import Storage

/// Standing policies as their machines report them, and sessions that no technician began.
enum PolicyMigrations {
    static let all = [
        Migration(
            version: 14, name: "policies",
            sql: """
                -- A session that an agent began has no technician. The table is made anew, which is the only way to take a
                -- NOT NULL back; what refers to it stays as it is and is checked again at the end.
                PRAGMA defer_foreign_keys = ON;
                CREATE TABLE sessions_before AS SELECT * FROM sessions;
                DROP TABLE sessions;
                -- Owner: Sessions. Kept for ever: the ledger refers to it. `snapshot` is the state machine as it is; the columns
                -- repeat what is looked up. Holds no text of persons; ids only.
                CREATE TABLE sessions (
                    id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE CHECK (number > 1000),
                    machine TEXT NOT NULL REFERENCES machines (id), technician TEXT REFERENCES technicians (id),
                    customer TEXT NOT NULL, organisation TEXT NOT NULL, request_digest BLOB NOT NULL UNIQUE,
                    phase TEXT NOT NULL, is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)), snapshot TEXT NOT NULL,
                    created INTEGER NOT NULL, changed INTEGER NOT NULL, expires INTEGER NOT NULL
                ) STRICT;
                INSERT INTO sessions SELECT * FROM sessions_before ORDER BY number;
                DROP TABLE sessions_before;
                CREATE INDEX sessions_of_machine ON sessions (machine, number);
                CREATE INDEX sessions_of_technician ON sessions (technician, number);
                CREATE INDEX sessions_open ON sessions (expires) WHERE is_open = 1;
                CREATE INDEX sessions_open_on_machine ON sessions (machine, technician) WHERE is_open = 1;

                -- Owner: Policies. What customers allowed beforehand, as their machines signed it; the relay gives no rights by
                -- it. Kept with the machine's sessions, which refer to it by id. `policy` and `revocation` hold a person's name:
                -- erasure empties them, the digests stay.
                CREATE TABLE policies (
                    id TEXT PRIMARY KEY, machine TEXT NOT NULL REFERENCES machines (id), policy BLOB NOT NULL,
                    policy_digest BLOB NOT NULL UNIQUE, until INTEGER NOT NULL, received INTEGER NOT NULL,
                    revocation BLOB, revocation_digest BLOB, revoked INTEGER,
                    CHECK ((revocation IS NULL) = (revoked IS NULL))
                ) STRICT;
                CREATE INDEX policies_of_machine ON policies (machine, received);
                """)
    ]
}
