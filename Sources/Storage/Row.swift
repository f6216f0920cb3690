import Primitives

/// One row of an answer: a copy, so it may leave its transaction.
package struct Row: Sendable {
    private let columns: [String]
    private let values: [StoredValue]

    init(columns: [String], values: [StoredValue]) {
        self.columns = columns
        self.values = values
    }

    /// The column's value; its type is the caller's, optional where the column may be NULL.
    ///
    ///     let name: String = try row.value("name")
    ///     let expiry: Timestamp? = try row.value("expires")
    ///
    /// Throws `storage.corrupt` when the content cannot mean that type, `storage.failed` for a column that the
    /// query does not name.
    package func value<Value: Storable>(_ column: String, as type: Value.Type = Value.self) throws -> Value {
        guard let index = columns.firstIndex(of: column), index < values.count else {
            throw Failure(.storageFailed, ["detail": "no column \(column) in the answer"])
        }
        guard let value = Value(storedValue: values[index]) else {
            throw Failure(.storageCorrupt, ["detail": "column \(column) holds no \(Value.self)"])
        }
        return value
    }

    /// All columns in the order of the query.
    package var all: [StoredValue] { values }

    /// The column as an enumeration of words.
    package func word<Word: RawRepresentable>(_ column: String, as type: Word.Type = Word.self) throws -> Word
    where Word.RawValue == String {
        guard let word = Word(rawValue: try value(column)) else {
            throw Failure(.storageCorrupt, ["detail": "column \(column) holds no \(Word.self)"])
        }
        return word
    }

    /// The first column, for queries that ask for one number.
    func firstValue<Value: Storable>() throws -> Value {
        guard let first = values.first, let value = Value(storedValue: first) else {
            throw Failure(.storageCorrupt, ["detail": "the answer is no \(Value.self)"])
        }
        return value
    }
}
