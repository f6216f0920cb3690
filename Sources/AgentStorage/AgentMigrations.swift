import AuditStorage
import Storage

/// What the agent keeps, beside its log.
enum AgentMigrations {
    static let all = [
        Migration(
            version: 1, name: "agent",
            sql: """
                -- Owner: Enrolment. One row, kept while the agent is installed. No personal data.
                CREATE TABLE agent (
                    singleton INTEGER PRIMARY KEY CHECK (singleton = 1), vendor TEXT NOT NULL, machine TEXT NOT NULL,
                    root_key BLOB NOT NULL, enrolled INTEGER NOT NULL
                ) STRICT;

                -- Owner: Trust. One row: the newest bundle and list, and the marks below which nothing is accepted. They
                -- only rise. Kept while the agent is installed. No personal data.
                CREATE TABLE trust (
                    singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
                    bundle_version INTEGER NOT NULL DEFAULT 0, bundle BLOB,
                    revocation_mark INTEGER NOT NULL DEFAULT 0, revocation_number INTEGER NOT NULL DEFAULT 0, revocations BLOB,
                    highest_wall INTEGER NOT NULL DEFAULT 0
                ) STRICT;
                INSERT INTO trust (singleton) VALUES (1);

                -- Owner: Sessions. The customer's own history: kept until the customer deletes it. Erasure: delete the
                -- session's rows here and below. `snapshot` is the state machine as it is, `clock` the grant's.
                CREATE TABLE sessions (
                    id TEXT PRIMARY KEY, number TEXT NOT NULL, technician_name TEXT NOT NULL, organisation_name TEXT NOT NULL,
                    watched INTEGER NOT NULL CHECK (watched IN (0, 1)), phase TEXT NOT NULL,
                    is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)), snapshot TEXT NOT NULL, clock TEXT, ended_code TEXT,
                    created INTEGER NOT NULL, changed INTEGER NOT NULL
                ) STRICT;
                CREATE INDEX sessions_by_number ON sessions (number);
                CREATE INDEX sessions_open ON sessions (created) WHERE is_open = 1;

                \(SessionObjects.table)

                -- Owner: Sessions. `state` says how far an operation came: intent is written before anything is done, effect
                -- before what cannot be undone, outcome after (H78). Kept and erased as sessions are.
                CREATE TABLE operations (
                    id TEXT PRIMARY KEY, session TEXT NOT NULL REFERENCES sessions (id), line INTEGER NOT NULL,
                    operation BLOB NOT NULL, operation_digest BLOB NOT NULL UNIQUE,
                    state TEXT NOT NULL CHECK (state IN ('intent', 'effect', 'outcome')), intended INTEGER NOT NULL,
                    outcome BLOB, outcome_digest BLOB, result TEXT, resolved INTEGER,
                    reported INTEGER NOT NULL DEFAULT 0 CHECK (reported IN (0, 1)),
                    CHECK ((state = 'outcome') = (outcome IS NOT NULL)), CHECK ((state = 'outcome') = (result IS NOT NULL))
                ) STRICT;
                CREATE INDEX operations_of_session ON operations (session, intended);
                CREATE INDEX operations_waiting ON operations (intended) WHERE reported = 0;

                -- Owner: Transfers. Half-done files. A row goes with its temporary file; paths go with it.
                CREATE TABLE transfers (
                    operation TEXT PRIMARY KEY REFERENCES operations (id), temporary_name TEXT NOT NULL,
                    destination TEXT NOT NULL, durable_offset INTEGER NOT NULL CHECK (durable_offset >= 0),
                    changed INTEGER NOT NULL
                ) STRICT;

                -- Owner: Outbox. Calls that the relay has not acknowledged yet; a row goes when it has.
                CREATE TABLE outbox (
                    sequence INTEGER PRIMARY KEY AUTOINCREMENT, session TEXT NOT NULL, method TEXT NOT NULL,
                    message BLOB NOT NULL, stored INTEGER NOT NULL
                ) STRICT;

                -- Owner: Notices. What a person at the machine should learn; the newest thousand are kept.
                CREATE TABLE notices (
                    sequence INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER NOT NULL, code TEXT NOT NULL,
                    parameters TEXT NOT NULL, session TEXT
                ) STRICT;
                """)
    ]
}
