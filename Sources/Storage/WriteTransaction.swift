import GRDB
import Primitives

/// Begin and end of the transactions that write.
enum WriteTransaction {
    /// Takes the write lock at once (BEGIN IMMEDIATE), so that nothing deadlocks half-way. Where another process has the lock, it
    /// is tried again, so often and no more (H79): nothing ran yet, so trying again repeats nothing.
    ///
    /// Throws `storage.busy`.
    static func begin(_ database: GRDB.Database, _ limits: DatabaseLimits) throws {
        for attempt in 1... {
            do {
                return try run("BEGIN IMMEDIATE", database)
            } catch let failure as Failure where failure.code == .storageBusy && attempt < limits.beginAttempts {
                continue
            }
        }
    }

    /// Throws `storage.outcome-unknown`: the disk may have the commit or not (H74).
    static func commit(_ database: GRDB.Database) throws {
        do {
            try run("COMMIT", database)
        } catch let failure as Failure {
            throw Failure(.storageOutcomeUnknown, failure.parameters, cause: failure)
        }
    }

    /// Leaves a transaction that neither committed nor rolled back by itself.
    static func end(_ database: GRDB.Database) {
        guard database.isInsideTransaction else { return }
        // It fails only where SQLite has rolled back already.
        try? database.rollback()
    }

    static func run(_ sql: String, _ database: GRDB.Database) throws {
        try translatingErrors { try database.cachedStatement(sql: sql).execute() }
    }
}
