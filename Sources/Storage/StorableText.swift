import Foundation

/// Small maps of words (parameters of a code, typed ids) are JSON objects with sorted keys.
extension Dictionary: Storable where Key == String, Value == String {
    package func storedValue() throws -> StoredValue {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try String(decoding: encoder.encode(self), as: UTF8.self).storedValue()
    }

    package init?(storedValue: StoredValue) {
        guard case .text(let text) = storedValue,
            let value = try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))
        else { return nil }
        self = value
    }
}
