import Foundation

/// A value-type state machine that says of itself that it is stored as it is: JSON with sorted keys.
package struct StoredJSON<Value: Codable>: Storable {
    package let value: Value

    package init(_ value: Value) {
        self.value = value
    }

    package func storedValue() throws -> StoredValue {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try String(decoding: encoder.encode(value), as: UTF8.self).storedValue()
    }

    package init?(storedValue: StoredValue) {
        guard case .text(let text) = storedValue,
            let value = try? JSONDecoder().decode(Value.self, from: Data(text.utf8))
        else { return nil }
        self.value = value
    }
}
