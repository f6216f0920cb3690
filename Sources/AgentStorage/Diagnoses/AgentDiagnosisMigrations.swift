import Storage

/// Diagnoses, and what the customer said of them.
enum AgentDiagnosisMigrations {
    static let all = [
        Migration(
            version: 9, name: "diagnoses",
            sql: """
                -- Owner: Diagnoses. What technicians asked this machine to say about itself. The bundles lie beside the database, redacted;
                -- both go 14 days after the diagnosis was asked for. What was sent stays known by the outcome's digest.
                CREATE TABLE diagnoses (
                    operation TEXT PRIMARY KEY REFERENCES operations (id), session TEXT NOT NULL, asked INTEGER NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('collecting', 'waiting', 'approved', 'sent', 'withheld', 'over')),
                    findings INTEGER NOT NULL DEFAULT 0 CHECK (findings >= 0),
                    redactions INTEGER NOT NULL DEFAULT 0 CHECK (redactions >= 0),
                    name TEXT NOT NULL DEFAULT '', size INTEGER NOT NULL DEFAULT 0 CHECK (size >= 0),
                    digest BLOB NOT NULL DEFAULT x'', left_out TEXT NOT NULL DEFAULT '',
                    decided INTEGER, decided_by TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT ''
                ) STRICT;
                """)
    ]
}
