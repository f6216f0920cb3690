import GRDB
import Primitives

/// What runs inside one transaction: all of it is kept, or nothing. It must not leave the closure that received it.
///
/// Arguments are bound, never spliced into SQL.
package struct Transaction {
    private let database: GRDB.Database

    init(_ database: GRDB.Database) {
        self.database = database
    }

    /// Runs one statement; returns how many rows it changed.
    @discardableResult
    package func execute(_ sql: String, _ arguments: [any Storable] = []) throws -> Int {
        try execute(sql, stored: try stored(arguments))
    }

    /// The same with values as the columns take them.
    @discardableResult
    package func execute(_ sql: String, stored arguments: [StoredValue]) throws -> Int {
        try translatingErrors {
            try StatementRun.with(try database.cachedStatement(sql: sql), of: database, arguments) { run in
                while try run.step() {}
                return database.changesCount
            }
        }
    }

    /// All rows of the answer.
    package func query(_ sql: String, _ arguments: [any Storable] = []) throws -> [Row] {
        try translatingErrors {
            try StatementRun.with(try database.cachedStatement(sql: sql), of: database, try stored(arguments)) { run in
                var rows: [Row] = []
                while try run.step() { rows.append(Row(columns: run.columns, values: run.values())) }
                return rows
            }
        }
    }

    /// The first row of the answer, if there is one.
    package func first(_ sql: String, _ arguments: [any Storable] = []) throws -> Row? {
        try translatingErrors {
            try StatementRun.with(try database.cachedStatement(sql: sql), of: database, try stored(arguments)) { run in
                try run.step() ? Row(columns: run.columns, values: run.values()) : nil
            }
        }
    }

    /// The first column of the first row; nil where there is no row.
    package func value<Value: Storable>(
        _ sql: String, _ arguments: [any Storable] = [], as type: Value.Type = Value.self
    ) throws -> Value? {
        try first(sql, arguments)?.firstValue()
    }

    /// Hands over one row after the other without keeping them: for answers of unknown length.
    package func forEach(_ sql: String, _ arguments: [any Storable] = [], _ body: (Row) throws -> Void) throws {
        try translatingErrors {
            // A statement of its own: the body may run the same SQL.
            try StatementRun.with(try database.makeStatement(sql: sql), of: database, try stored(arguments)) { run in
                let columns = run.columns
                while try run.step() { try body(Row(columns: columns, values: run.values())) }
            }
        }
    }

    /// The row id that the last INSERT made.
    package var lastInsertedRow: Int64 { database.lastInsertedRowID }

    /// Runs a script of several statements without arguments: a migration.
    func run(script: String) throws {
        try translatingErrors { try database.execute(sql: script) }
    }

    private func stored(_ arguments: [any Storable]) throws -> [StoredValue] {
        try arguments.map { try $0.storedValue() }
    }
}
