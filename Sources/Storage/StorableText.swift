/// Small maps of words (parameters of a code, typed ids) are JSON objects with sorted keys.
extension Dictionary: Storable where Key == String, Value == String {
    package func storedValue() throws -> StoredValue {
        try StoredJSON(self).storedValue()
    }

    package init?(storedValue: StoredValue) {
        guard let map = StoredJSON<Self>(storedValue: storedValue) else { return nil }
        self = map.value
    }
}
