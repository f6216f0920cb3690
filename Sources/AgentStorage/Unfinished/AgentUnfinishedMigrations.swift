import Storage

/// Pushes that were cut off, with all that is needed to take away what they left.
enum AgentUnfinishedMigrations {
    static let all = [
        Migration(
            version: 4, name: "unfinished",
            sql: """
                -- Nothing was ever written to it: parts are found by the manifest of their push.
                DROP TABLE transfers;

                -- Owner: Unfinished. Pushes without an outcome that may go on, perhaps under another session: beneath
                -- `destination` lie the parts of the manifest's files. `manifest` holds names, which are personal data. A row goes
                -- with its parts: when the push is done, at once when the customer takes the grant back, else 14 days after it was
                -- touched.
                CREATE TABLE unfinished (
                    operation TEXT PRIMARY KEY, session TEXT NOT NULL, destination TEXT NOT NULL,
                    is_tree INTEGER NOT NULL CHECK (is_tree IN (0, 1)), size INTEGER NOT NULL CHECK (size >= 0),
                    manifest BLOB NOT NULL, manifest_digest BLOB NOT NULL, touched INTEGER NOT NULL
                ) STRICT;
                CREATE INDEX unfinished_by_time ON unfinished (touched);
                CREATE INDEX unfinished_of_session ON unfinished (session);
                """),
        Migration(
            version: 5, name: "unfinished-directories",
            sql: """
                -- Owner: Unfinished. Directories above the content that the push made: they go with its parts.
                ALTER TABLE unfinished ADD COLUMN made_directories INTEGER NOT NULL DEFAULT 0;
                """),
    ]
}
