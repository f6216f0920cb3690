/// What must still happen before the work may start.
package struct EntitlementCondition: Hashable, Codable, Sendable {
    /// An open set, like failure codes.
    package struct Code: RawRepresentable, Hashable, Codable, Sendable {
        package let rawValue: String

        package init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The customer must be known better: `needed` (code, signed).
        package static let identity = Code(rawValue: "condition.identity")
        /// A second person must confirm.
        package static let secondPerson = Code(rawValue: "condition.second-person")
        /// The customer must prepare something (requirement B4): `name`, and its title as `persian` and `english`.
        package static let prerequisite = Code(rawValue: "condition.prerequisite")
        /// The vendor has closed (requirement B1): `calendar`, `opens` (milliseconds since 1970; absent: within ten years never).
        package static let outsideHours = Code(rawValue: "condition.outside-hours")
    }

    package let code: Code
    package let parameters: [String: String]

    package init(_ code: Code, _ parameters: [String: String] = [:]) {
        self.code = code
        self.parameters = parameters
    }

    /// Whether the work must not begin before it is met. That the vendor has closed is only said.
    package var isBlocking: Bool { code != .outsideHours }
}
