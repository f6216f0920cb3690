package import Diagnostics

/// `index.json`: what a bundle holds.
package struct BundleIndex: Codable, Hashable, Sendable {
    package struct File: Codable, Hashable, Sendable {
        package let name: String
        package let bytes: Int64
        package let sha256: String
    }

    package let schema: Int
    package let machine: FactDocument.Machine
    /// As the facts have it.
    package let taken: String
    package let languages: [String]
    /// All but the index itself, by name.
    package let files: [File]
    /// What the customer left out.
    package let leftOut: [String]
    /// Places where something was taken out, by rule.
    package let redactions: [String: Int]
}
