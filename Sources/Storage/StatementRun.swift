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
        // In one place that lasts as long as the run, so that the driver need not copy each of them.
        return try StoredValue.contents(of: arguments).withUnsafeBytes { contents in
            defer {
                sqlite3_reset(run.handle)
                sqlite3_clear_bindings(run.handle)
            }
            try run.bind(arguments, contents)
            return try body(run)
        }
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

    private func bind(_ arguments: [StoredValue], _ contents: UnsafeRawBufferPointer) throws {
        guard arguments.count == Int(sqlite3_bind_parameter_count(handle)) else {
            throw Failure(.storageFailed, ["detail": "\(arguments.count) arguments for another number of parameters"])
        }
        var rest = contents[...]
        for (index, argument) in arguments.enumerated() {
            let code = bind(argument, rest.prefix(argument.contentBytes), at: Int32(index + 1))
            guard code == SQLITE_OK else { throw failure(code) }
            rest = rest.dropFirst(argument.contentBytes)
        }
    }

    /// A destructor of nil is SQLITE_STATIC: the driver reads the content where it is.
    private func bind(_ argument: StoredValue, _ content: Slice<UnsafeRawBufferPointer>, at index: Int32) -> Int32 {
        let start = UnsafeRawBufferPointer(rebasing: content).baseAddress
        switch argument {
        case .null: return sqlite3_bind_null(handle, index)
        case .integer(let number): return sqlite3_bind_int64(handle, index, number)
        case .text:
            return sqlite3_bind_text64(
                handle, index, start?.assumingMemoryBound(to: CChar.self), UInt64(content.count), nil, UInt8(SQLITE_UTF8))
        case .bytes: return sqlite3_bind_blob64(handle, index, start, UInt64(content.count), nil)
        }
    }

    private func failure(_ code: Int32) -> Failure {
        let message = sqlite3_errmsg(connection).map { String(cString: $0) }
        return Failure(sqlite: DatabaseError(resultCode: ResultCode(rawValue: code), message: message))
    }
}

extension StoredValue {
    /// Bytes of a text or blob.
    fileprivate var contentBytes: Int {
        switch self {
        case .null, .integer: 0
        case .text(let text): text.utf8.count
        case .bytes(let bytes): bytes.count
        }
    }

    /// The texts and blobs after each other, and a byte behind them, so that an empty one has an address too: of nil the driver
    /// makes NULL.
    fileprivate static func contents(of values: [StoredValue]) -> [UInt8] {
        var contents: [UInt8] = []
        contents.reserveCapacity(values.reduce(1) { $0 + $1.contentBytes })
        for value in values {
            switch value {
            case .null, .integer: continue
            case .text(let text): contents += text.utf8
            case .bytes(let bytes): contents += bytes
            }
        }
        contents.append(0)
        return contents
    }
}
