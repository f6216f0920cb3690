import Storage

/// Installs that the installer was asked for.
enum AgentInstallMigrations {
    static let all = [
        Migration(
            version: 7, name: "installs",
            sql: """
                -- Owner: Installs. Operations whose install the installer was asked for, until their outcome is signed: an install goes
                -- on while the agent is away, and its journal says afterwards what became of it. No personal data.
                CREATE TABLE installs (
                    operation TEXT PRIMARY KEY REFERENCES operations (id), session TEXT NOT NULL, product TEXT NOT NULL,
                    version TEXT NOT NULL, is_undo INTEGER NOT NULL CHECK (is_undo IN (0, 1)),
                    bytes INTEGER NOT NULL CHECK (bytes >= 0), asked INTEGER NOT NULL
                ) STRICT;
                """),
        Migration(
            version: 8, name: "refused-updates",
            sql: """
                -- Owner: Installs. The last automatic update of each product that was refused: it is not asked for again for a day,
                -- also by an agent that started anew. As many rows as the installer has products. No personal data.
                CREATE TABLE refused_updates (
                    product TEXT PRIMARY KEY, version TEXT NOT NULL, policy TEXT NOT NULL, time INTEGER NOT NULL
                ) STRICT;
                """),
    ]
}
