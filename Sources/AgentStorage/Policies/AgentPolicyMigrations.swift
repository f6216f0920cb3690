import Storage

/// What the people of this machine allowed beforehand.
enum AgentPolicyMigrations {
    static let all = [
        Migration(
            version: 6, name: "policies",
            sql: """
                -- Owner: Policies. The customer's own; kept as sessions are, which name them. `policy` and `revocation` are the
                -- signed objects and hold a person's name. `reported` and `revocation_reported`: the relay has it.
                CREATE TABLE policies (
                    id TEXT PRIMARY KEY, policy BLOB NOT NULL, policy_digest BLOB NOT NULL UNIQUE, until INTEGER NOT NULL,
                    added INTEGER NOT NULL, revocation BLOB, revocation_digest BLOB, revoked INTEGER,
                    reported INTEGER NOT NULL DEFAULT 0 CHECK (reported IN (0, 1)),
                    revocation_reported INTEGER NOT NULL DEFAULT 0 CHECK (revocation_reported IN (0, 1)),
                    CHECK ((revocation IS NULL) = (revoked IS NULL))
                ) STRICT;
                CREATE INDEX policies_that_wait ON policies (added)
                    WHERE reported = 0 OR (revocation IS NOT NULL AND revocation_reported = 0);
                """)
    ]
}
