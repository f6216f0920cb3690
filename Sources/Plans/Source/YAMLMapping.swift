import Primitives

/// The values of a mapping that has met its schema.
struct YAMLMapping {
    let node: YAMLNode
    let values: [String: YAMLNode]

    /// The value of a key; `plan.missing-key` where there is none.
    func node(_ key: String) throws(Failure) -> YAMLNode {
        guard let value = values[key] else { throw node.failure(.planMissingKey, expected: key) }
        return value
    }

    func optional(_ key: String) -> YAMLNode? { values[key] }

    /// The one of these keys that stands there; `plan.wrong-value` where there are more, or none.
    func one(of keys: [String]) throws(Failure) -> String {
        let present = keys.filter { values[$0] != nil }
        guard present.count == 1, let key = present.first else {
            throw node.failure(
                .planWrongValue, expected: "exactly one of " + keys.joined(separator: ", "),
                found: present.isEmpty ? "none" : present.joined(separator: ", "))
        }
        return key
    }
}
