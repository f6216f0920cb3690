package import Storage

/// The tables of a log, the same for relay and agent.
package enum AuditMigrations {
    /// - Parameter version: its place among the migrations of the database it becomes part of.
    package static func all(version: Int) -> [Migration] {
        [
            Migration(
                version: version, name: "audit",
                sql: """
                    -- Owner: AuditStore. Leaves: insert-only, kept for ever, never erased. Holds ids, no text of persons.
                    -- `session` repeats what `ids` says, for look-up; reading an entry compares them.
                    CREATE TABLE audit_entries (
                        position INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, time INTEGER NOT NULL, kind TEXT NOT NULL,
                        ids TEXT NOT NULL, session TEXT, payload_digest BLOB NOT NULL, leaf BLOB NOT NULL
                    ) STRICT;
                    CREATE INDEX audit_entries_of_session ON audit_entries (session, position) WHERE session IS NOT NULL;
                    CREATE TRIGGER audit_entries_stay BEFORE DELETE ON audit_entries
                        BEGIN SELECT raise(ABORT, 'audit entries are insert-only'); END;
                    CREATE TRIGGER audit_entries_are_final BEFORE UPDATE ON audit_entries
                        BEGIN SELECT raise(ABORT, 'audit entries are insert-only'); END;

                    -- Owner: AuditStore. What the leaves stand for; may hold personal data. Erasure: delete the row, salt and
                    -- all; the leaf still verifies. Retention: as the customer's contract says, else for ever.
                    CREATE TABLE audit_payloads (
                        position INTEGER PRIMARY KEY REFERENCES audit_entries (position), salt BLOB NOT NULL,
                        payload BLOB NOT NULL
                    ) STRICT;

                    -- Owner: AuditStore. One row: where the next entry goes. No personal data.
                    CREATE TABLE audit_head (
                        singleton INTEGER PRIMARY KEY CHECK (singleton = 1), epoch INTEGER NOT NULL, frontier BLOB NOT NULL
                    ) STRICT;
                    INSERT INTO audit_head VALUES (1, 1, x'0000000000000000');

                    -- Owner: AuditStore. Signed roots of this log, kept for ever. No personal data.
                    CREATE TABLE audit_checkpoints (
                        sequence INTEGER PRIMARY KEY, log BLOB NOT NULL, epoch INTEGER NOT NULL, size INTEGER NOT NULL,
                        root BLOB NOT NULL, time INTEGER NOT NULL, signed BLOB NOT NULL, UNIQUE (epoch, size)
                    ) STRICT;

                    -- Owner: HeldCheckpoints. The highest root seen of each other log: it proves a rollback or a fork (H72,
                    -- H76, H77). Kept for ever. No personal data.
                    CREATE TABLE held_checkpoints (
                        log BLOB PRIMARY KEY, epoch INTEGER NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL,
                        time INTEGER NOT NULL, signed BLOB NOT NULL, held INTEGER NOT NULL
                    ) STRICT;
                    """)
        ]
    }
}
