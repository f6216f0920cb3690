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

    /// For people where no plan says a title: who has no contract has no plan. Any other kind has its name alone.
    package var title: LocalizedText {
        switch self {
        case .assessment: LocalizedText(persian: "بررسی اولیه", english: "Assessment")
        case .demo: LocalizedText(persian: "نمایش محصول", english: "Product demo")
        default: LocalizedText(persian: rawValue, english: rawValue)
        }
    }

    package var description: String { rawValue }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
