/// Which keys one kind of mapping has; Docs/plans.md describes each of them, and a test compares.
package struct MappingSchema: Hashable, Sendable {
    /// `rule`, as the page calls it.
    package let name: String
    package let keys: [String]
    package let required: Set<String>

    init(_ name: String, required: [String], optional: [String] = []) {
        self.name = name
        keys = required + optional
        self.required = Set(required)
    }

    /// `rule.places`
    package var paths: [String] { keys.map { "\(name).\($0)" } }
}
