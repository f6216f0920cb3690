/// Small maps of words (parameters of a code, typed ids) are JSON objects with sorted keys.
extension Dictionary: Storable where Key == String, Value == String {
    package func storedValue() throws -> StoredValue {
        try PlainJSON.encode(self).map { .text($0) } ?? StoredJSON(self).storedValue()
    }

    package init?(storedValue: StoredValue) {
        if case .text(let text) = storedValue, let plain = PlainJSON.decode(text) {
            self = plain
        } else if let map = StoredJSON<Self>(storedValue: storedValue) {
            self = map.value
        } else {
            return nil
        }
    }
}
