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
        try translatingErrors {
            let statement = try database.cachedStatement(sql: sql)
            try statement.execute(arguments: try bind(arguments))
            return database.changesCount
        }
    }

    /// All rows of the answer.
    package func query(_ sql: String, _ arguments: [any Storable] = []) throws -> [Row] {
        try translatingErrors {
            let statement = try database.cachedStatement(sql: sql)
            let columns = Self.columns(of: statement)
            return try GRDB.Row.fetchAll(statement, arguments: try bind(arguments)).map { Row($0, columns: columns) }
        }
    }

    /// The first row of the answer, if there is one.
    package func first(_ sql: String, _ arguments: [any Storable] = []) throws -> Row? {
        try translatingErrors {
            let statement = try database.cachedStatement(sql: sql)
            let columns = Self.columns(of: statement)
            return try GRDB.Row.fetchOne(statement, arguments: try bind(arguments)).map { Row($0, columns: columns) }
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
            let statement = try database.makeStatement(sql: sql)
            let columns = Self.columns(of: statement)
            let cursor = try GRDB.Row.fetchCursor(statement, arguments: try bind(arguments))
            while let row = try cursor.next() {
                try body(Row(row, columns: columns))
            }
        }
    }

    /// The row id that the last INSERT made.
    package var lastInsertedRow: Int64 { database.lastInsertedRowID }

    /// Runs a script of several statements without arguments: a migration.
    func run(script: String) throws {
        try translatingErrors { try database.execute(sql: script) }
    }

    private func bind(_ arguments: [any Storable]) throws -> StatementArguments {
        StatementArguments(try arguments.map { try $0.storedValue().databaseValue })
    }

    private static func columns(of statement: Statement) -> [String: Int] {
        Dictionary(statement.columnNames.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
