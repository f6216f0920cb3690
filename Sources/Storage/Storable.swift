package import Primitives

/// A value that one column keeps.
package protocol Storable {
    /// Throws `storage.range` where a column cannot hold the value.
    func storedValue() throws -> StoredValue

    /// nil when the column's content cannot mean this type.
    init?(storedValue: StoredValue)
}

extension StoredValue: Storable {
    package func storedValue() -> StoredValue { self }

    package init?(storedValue: StoredValue) {
        self = storedValue
    }
}

extension String: Storable {
    /// Throws `storage.range` for text with a NUL: the driver binds C strings and would cut it there.
    package func storedValue() throws -> StoredValue {
        guard !utf8.contains(0) else { throw Failure(.storageRange, ["detail": "text with a NUL"]) }
        return .text(self)
    }

    package init?(storedValue: StoredValue) {
        guard case .text(let text) = storedValue else { return nil }
        self = text
    }
}

extension Bool: Storable {
    package func storedValue() -> StoredValue { .integer(self ? 1 : 0) }

    package init?(storedValue: StoredValue) {
        switch storedValue {
        case .integer(0): self = false
        case .integer(1): self = true
        default: return nil
        }
    }
}

/// Bytes are a blob.
extension Array: Storable where Element == UInt8 {
    package func storedValue() -> StoredValue { .bytes(self) }

    package init?(storedValue: StoredValue) {
        guard case .bytes(let bytes) = storedValue else { return nil }
        self = bytes
    }
}

/// Milliseconds since 1970-01-01T00:00:00Z.
extension Timestamp: Storable {
    package func storedValue() -> StoredValue { .integer(milliseconds) }

    package init?(storedValue: StoredValue) {
        guard case .integer(let milliseconds) = storedValue else { return nil }
        self.init(milliseconds: milliseconds)
    }
}

/// The whole text, prefix and all, so that a person who reads the file sees what a row is.
extension Identifier: Storable {
    package func storedValue() -> StoredValue { .text(description) }

    package init?(storedValue: StoredValue) {
        guard case .text(let text) = storedValue else { return nil }
        self.init(text)
    }
}

/// nil is NULL.
extension Optional: Storable where Wrapped: Storable {
    package func storedValue() throws -> StoredValue {
        try map { try $0.storedValue() } ?? .null
    }

    package init?(storedValue: StoredValue) {
        if storedValue == .null {
            self = .none
        } else if let value = Wrapped(storedValue: storedValue) {
            self = .some(value)
        } else {
            return nil
        }
    }
}
