import AuditStorage
package import Storage

/// The relay's database. Version numbers are one sequence over all lists; a new migration takes the next free one.
package enum RelaySchema {
    /// "HmyR" in ASCII: SQLite's application id.
    static let application: Int32 = 0x486d_7952

    package static let migrations =
        IdentityMigrations.all + SessionMigrations.all + AuditMigrations.all(version: 3) + AnswerMigrations.all
        + EntitlementMigrations.all + ContractMigrations.all + LedgerMigrations.all
        + CommerceMigrations.all + TransferMigrations.all + PolicyMigrations.all + ReleaseMigrations.all

    package static let current = Schema(name: "relay", application: application, migrations: migrations)
}
