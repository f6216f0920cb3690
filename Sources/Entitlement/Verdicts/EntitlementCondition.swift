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
    }

    package let code: Code
    package let parameters: [String: String]

    package init(_ code: Code, _ parameters: [String: String] = [:]) {
        self.code = code
        self.parameters = parameters
    }
}
