import Primitives

/// Integers of any width share SQLite's 64-bit signed one; what does not fit is refused, never cut.
extension FixedWidthInteger {
    fileprivate func storedInteger() throws -> StoredValue {
        guard let number = Int64(exactly: self) else {
            throw Failure(.storageRange, ["value": String(self)])
        }
        return .integer(number)
    }

    fileprivate init?(storedInteger value: StoredValue) {
        guard case .integer(let number) = value else { return nil }
        self.init(exactly: number)
    }
}

extension Int: Storable {
    package func storedValue() throws -> StoredValue { try storedInteger() }
    package init?(storedValue: StoredValue) { self.init(storedInteger: storedValue) }
}

extension Int64: Storable {
    package func storedValue() throws -> StoredValue { try storedInteger() }
    package init?(storedValue: StoredValue) { self.init(storedInteger: storedValue) }
}

extension UInt32: Storable {
    package func storedValue() throws -> StoredValue { try storedInteger() }
    package init?(storedValue: StoredValue) { self.init(storedInteger: storedValue) }
}

/// Above `Int64.max`: `storage.range`.
extension UInt64: Storable {
    package func storedValue() throws -> StoredValue { try storedInteger() }
    package init?(storedValue: StoredValue) { self.init(storedInteger: storedValue) }
}
