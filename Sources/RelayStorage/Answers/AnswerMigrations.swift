import Storage

enum AnswerMigrations {
    static let all = [
        Migration(
            version: 4, name: "answers",
            sql: """
                -- Owner: Answers. Rows with a session go 7 days after its end; others (keep_until set when written) after
                -- their time. The answer may name persons: it goes with the row.
                CREATE TABLE answers (
                    principal TEXT NOT NULL, family TEXT NOT NULL, id TEXT NOT NULL, call_digest BLOB NOT NULL,
                    answer BLOB NOT NULL, session TEXT, stored INTEGER NOT NULL, keep_until INTEGER,
                    PRIMARY KEY (principal, family, id)
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX answers_of_session ON answers (session) WHERE session IS NOT NULL;
                CREATE INDEX answers_by_end ON answers (keep_until) WHERE keep_until IS NOT NULL;
                """),
        Migration(
            version: 11, name: "answers outside sessions end",
            sql: """
                -- Answers of before were kept for ever; like the new ones they go after 30 days.
                UPDATE answers SET keep_until = stored + 2592000000 WHERE session IS NULL AND keep_until IS NULL;
                """),
    ]
}
