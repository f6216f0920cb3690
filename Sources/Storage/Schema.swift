import Primitives

/// What a database file is for, and the steps that make it.
package struct Schema: Sendable {
    /// For messages: relay, agent.
    package let name: String
    /// SQLite's application id: a relay's file is not opened by an agent.
    package let application: Int32
    /// In the order of their versions.
    package let migrations: [Migration]

    package init(name: String, application: Int32, migrations: [Migration]) {
        self.name = name
        self.application = application
        self.migrations = migrations.sorted { $0.version < $1.version }
    }

    /// The version that this program knows, which SQLite keeps as `user_version`.
    package var version: Int { migrations.last?.version ?? 0 }

    /// Refuses a file of a newer program or of another kind, before anything is written to it.
    func check(_ transaction: Transaction, isNew: Bool) throws {
        let application: Int64 = try transaction.value("PRAGMA application_id") ?? 0
        let found: Int = try transaction.value("PRAGMA user_version") ?? 0
        if isNew, application == 0, found == 0 { return }
        guard application == Int64(self.application) else {
            throw Failure(.storageForeign, ["detail": "no database of a \(name)"])
        }
        guard found <= version else {
            throw Failure(.storageNewer, ["found": String(found), "known": String(version)])
        }
    }

    /// Runs the steps that the file lacks, within the caller's transaction: an upgrade happens whole or not at all.
    func migrate(_ transaction: Transaction, isNew: Bool) throws {
        guard Set(migrations.map(\.version)).count == migrations.count, migrations.allSatisfy({ $0.version > 0 }) else {
            throw Failure(.storageForeign, ["detail": "migrations of \(name) share a version"])
        }
        if isNew {
            try transaction.run(
                script: """
                    PRAGMA application_id = \(application);
                    -- Owner: Storage. Kept for ever. Nothing to erase.
                    CREATE TABLE migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
                    """)
        }
        let done = try transaction.query("SELECT version, name FROM migrations ORDER BY version")
            .map { (version: try $0.value("version", as: Int.self), name: try $0.value("name", as: String.self)) }
        guard done.elementsEqual(migrations.prefix(done.count), by: { $0.version == $1.version && $0.name == $1.name })
        else {
            throw Failure(.storageForeign, ["detail": "the file's migrations are not those of this \(name)"])
        }
        for migration in migrations.dropFirst(done.count) {
            try transaction.run(script: migration.sql)
            try transaction.execute(
                "INSERT INTO migrations (version, name) VALUES (?, ?)", [migration.version, migration.name])
        }
        if done.count < migrations.count {
            guard try transaction.query("PRAGMA foreign_key_check").isEmpty else {
                throw Failure(.storageConstraint, ["detail": "a migration left a dangling foreign key"])
            }
            try transaction.run(script: "PRAGMA user_version = \(version)")
        }
    }
}
