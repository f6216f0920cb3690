import Storage

/// What came with help requests and with conditions of grants.
enum AgentHelpMigrations {
    static let all = [
        Migration(
            version: 3, name: "help",
            sql: """
                -- Owner: Help. Questions of people at this machine until the relay has them. Text and person are personal data:
                -- the text goes when the relay has taken it, the row a day later; one that it refused goes after a week.
                CREATE TABLE questions (
                    uid INTEGER NOT NULL, key TEXT NOT NULL, relay_key TEXT NOT NULL UNIQUE, content_digest BLOB NOT NULL,
                    product TEXT NOT NULL, text TEXT NOT NULL, person TEXT NOT NULL, stored INTEGER NOT NULL,
                    answered INTEGER, number TEXT, due INTEGER, refusal TEXT, refusal_parameters TEXT,
                    PRIMARY KEY (uid, key), CHECK ((answered IS NULL) = (number IS NULL AND refusal IS NULL)),
                    CHECK (number IS NULL OR (refusal IS NULL AND text = ''))
                ) STRICT;
                CREATE INDEX questions_waiting ON questions (stored) WHERE answered IS NULL;

                -- Why the relay gave the last grant back: a code and its parameters; NULL where it did not. Goes with the session.
                ALTER TABLE sessions ADD COLUMN waits_code TEXT;
                ALTER TABLE sessions ADD COLUMN waits_parameters TEXT;
                -- When somebody here said that what the session needs is prepared.
                ALTER TABLE sessions ADD COLUMN ready INTEGER;
                """)
    ]
}
