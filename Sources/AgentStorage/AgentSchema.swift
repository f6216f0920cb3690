import AuditStorage
package import Storage

/// The agent's database. Version numbers are one sequence over all lists; a new migration takes the next free one.
package enum AgentSchema {
    /// "HmyA" in ASCII: SQLite's application id.
    static let application: Int32 = 0x486d_7941

    package static let migrations =
        AgentMigrations.all + AuditMigrations.all(version: 2) + AgentHelpMigrations.all
        + AgentUnfinishedMigrations.all + AgentPolicyMigrations.all + AgentInstallMigrations.all
        + AgentDiagnosisMigrations.all

    package static let current = Schema(name: "agent", application: application, migrations: migrations)

    /// An agent idles: one reader is enough beside the writer, and costs less memory.
    package static var limits: DatabaseLimits {
        var limits = DatabaseLimits()
        limits.readers = 1
        limits.writeAheadLog = 4 << 20
        return limits
    }
}
