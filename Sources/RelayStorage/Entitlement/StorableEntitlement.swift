package import Entitlement
package import Storage

/// Text in the calendar in which the date was written; it reads back with its tag.
extension CivilDate: Storable {
    package func storedValue() -> StoredValue { .text(text) }

    package init?(storedValue: StoredValue) {
        guard case .text(let text) = storedValue, let date = try? CivilDate(parsing: text) else { return nil }
        self = date
    }
}

/// Thousandths of a unit.
extension Quantity: Storable {
    package func storedValue() -> StoredValue { .integer(thousandths) }

    package init?(storedValue: StoredValue) {
        guard case .integer(let number) = storedValue else { return nil }
        self.init(thousandths: number)
    }
}

/// Rials.
extension Money: Storable {
    package func storedValue() -> StoredValue { .integer(rials) }

    package init?(storedValue: StoredValue) {
        guard case .integer(let number) = storedValue else { return nil }
        self.init(rials: number)
    }
}
