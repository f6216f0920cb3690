import GRDB
import GRDBSQLite
import Primitives

/// One run of a prepared statement, on the driver's own handle: what a decision costs is mostly its statements, and there is
/// nothing here that they need the library's rows, arguments and observers for.
struct StatementRun {
    private let statement: GRDB.Statement
    private let connection: SQLiteConnection?
    private var handle: SQLiteStatement { statement.sqliteStatement }

    /// Runs the body with the bound statement, and makes it ready for the next run whatever comes of it.
    static func with<Value>(
        _ statement: GRDB.Statement, of database: GRDB.Database, _ arguments: [StoredValue],
        _ body: (StatementRun) throws -> Value
    ) throws -> Value {
        let run = StatementRun(statement: statement, connection: database.sqliteConnection)
        defer {
            sqlite3_reset(run.handle)
            sqlite3_clear_bindings(run.handle)
        }
        try run.bind(arguments)
        return try body(run)
    }

    /// As the query names them.
    var columns: [String] { statement.columnNames }

    /// Goes to the next row; false where there is none.
    func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw failure(code)
        }
    }

    /// The columns of the present row: copies.
    func values() -> [StoredValue] {
        let count = sqlite3_column_count(handle)
        return [StoredValue](unsafeUninitializedCapacity: Int(count)) { buffer, initialized in
            for column in 0..<count { buffer.initializeElement(at: Int(column), to: value(column)) }
            initialized = Int(count)
        }
    }

    private func value(_ column: Int32) -> StoredValue {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_NULL: .null
        case SQLITE_INTEGER: .integer(sqlite3_column_int64(handle, column))
        // A real number becomes text: no column is declared so, and a STRICT table refuses it.
        case SQLITE_FLOAT: .text(String(sqlite3_column_double(handle, column)))
        case SQLITE_TEXT: .text(text(column))
        default: .bytes(bytes(column))
        }
    }

    private func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(handle, column) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    private func bytes(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    private func bind(_ arguments: [StoredValue]) throws {
        guard arguments.count == Int(sqlite3_bind_parameter_count(handle)) else {
            throw Failure(.storageFailed, ["detail": "\(arguments.count) arguments for another number of parameters"])
        }
        for (index, argument) in arguments.enumerated() {
            let code = bind(argument, at: Int32(index + 1))
            guard code == SQLITE_OK else { throw failure(code) }
        }
    }

    private func bind(_ argument: StoredValue, at index: Int32) -> Int32 {
        switch argument {
        case .null: return sqlite3_bind_null(handle, index)
        case .integer(let number): return sqlite3_bind_int64(handle, index, number)
        case .text(var text):
            return text.withUTF8 { utf8 in
                utf8.withMemoryRebound(to: CChar.self) {
                    // Of an empty text the address may be nil, which would be NULL.
                    guard let start = $0.baseAddress else { return sqlite3_bind_text(handle, index, "", 0, Self.copied) }
                    return sqlite3_bind_text64(handle, index, start, UInt64($0.count), Self.copied, UInt8(SQLITE_UTF8))
                }
            }
        case .bytes(let bytes):
            return bytes.withUnsafeBytes {
                guard let start = $0.baseAddress, !$0.isEmpty else { return sqlite3_bind_zeroblob(handle, index, 0) }
                return sqlite3_bind_blob64(handle, index, start, UInt64($0.count), Self.copied)
            }
        }
    }

    private func failure(_ code: Int32) -> Failure {
        let message = sqlite3_errmsg(connection).map { String(cString: $0) }
        return Failure(sqlite: DatabaseError(resultCode: ResultCode(rawValue: code), message: message))
    }

    /// SQLITE_TRANSIENT: the driver makes a copy before it returns.
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}
