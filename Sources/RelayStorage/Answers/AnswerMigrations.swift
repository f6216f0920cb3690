import Storage

enum AnswerMigrations {
    static let all = [
        Migration(
            version: 4, name: "answers",
            sql: """
                -- Owner: Answers. Rows with a session go 7 days after its end; others (keep_until set when written) after
                -- their time; NULL in both: kept for ever. The answer may name persons: it goes with the row.
                CREATE TABLE answers (
                    principal TEXT NOT NULL, family TEXT NOT NULL, id TEXT NOT NULL, call_digest BLOB NOT NULL,
                    answer BLOB NOT NULL, session TEXT, stored INTEGER NOT NULL, keep_until INTEGER,
                    PRIMARY KEY (principal, family, id)
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX answers_of_session ON answers (session) WHERE session IS NOT NULL;
                CREATE INDEX answers_by_end ON answers (keep_until) WHERE keep_until IS NOT NULL;
                """)
    ]
}
