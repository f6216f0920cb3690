/// How surely the relay knows for whom the work is, from least to most.
package enum IdentityLevel: String, Codable, Sendable, Comparable, CaseIterable {
    case none
    /// The caller stated the contract's support code.
    case code
    /// A certified machine of the customer signed.
    case signed

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .none: 0
        case .code: 1
        case .signed: 2
        }
    }
}
