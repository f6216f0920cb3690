import Primitives

/// Words that choose machines: all of them must hold (Protocol/README.md, "Selection").
struct Selection: Hashable, Sendable {
    enum Field: String, Hashable, Sendable, CaseIterable {
        case customer, contract, product, version, platform, tag, name, machine, seen, online

        /// The operators that mean something here.
        var operators: [Comparison] {
            switch self {
            case .version: Comparison.allCases
            case .seen: [.less, .lessOrEqual, .greater, .greaterOrEqual]
            case .online: [.equal]
            default: [.equal, .notEqual]
            }
        }
    }

    enum Comparison: String, Hashable, Sendable, CaseIterable {
        // Longer ones first: `<=` begins as `<` does.
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case notEqual = "!="
        case less = "<"
        case greater = ">"
        case equal = "="
    }

    enum Value: Hashable, Sendable {
        case text(String)
        case age(Duration)
        case flag(Bool)
    }

    struct Term: Hashable, Sendable {
        let field: Field
        let comparison: Comparison
        let value: Value
    }

    /// Characters of all words.
    static let characterLimit = 1000
    /// Words.
    static let termLimit = 32

    let terms: [Term]
}
