/// The name of a service kind, as plan files and commands write it: `remote-install`.
package struct ServiceKindName: RawRepresentable, Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Look, read-only; every plan has it, zero-rated, because nobody knows the kind before looking.
    package static let assessment = ServiceKindName(rawValue: "assessment")
    /// Showing the product, also to a prospect (requirement A20).
    package static let demo = ServiceKindName(rawValue: "demo")

    package var description: String { rawValue }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
