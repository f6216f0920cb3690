package import Sessions

/// What a person typed about a file that is there: a word or its first letter, in either language.
package enum OverwriteAnswer: Hashable, Sendable {
    /// - forAll: for all that follow too.
    case rule(OverwriteRule, forAll: Bool)
    /// Nothing at all shall be done.
    case quit
    /// Asked again: nothing is guessed about somebody's file.
    case unclear

    /// - Parameter line: an empty one keeps a backup, the default. A capital letter means all that follow.
    package init(_ line: String) {
        let text = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard let first = text.first else {
            self = .rule(.backup, forAll: false)
            return
        }
        let word = text.lowercased()
        if Self.all.contains(word) {
            self = .rule(.backup, forAll: true)
        } else if Self.quits.contains(word) {
            self = .quit
        } else if let rule = Self.rules[word] {
            self = .rule(rule, forAll: first.isUppercase)
        } else {
            self = .unclear
        }
    }

    private static let all: Set<String> = ["a", "all", "همه"]
    private static let quits: Set<String> = ["q", "quit", "هیچ"]
    private static let rules: [String: OverwriteRule] = [
        "b": .backup, "backup": .backup, "y": .backup, "yes": .backup, "بله": .backup,
        "r": .replace, "replace": .replace,
        "s": .skip, "skip": .skip, "n": .skip, "no": .skip, "نه": .skip,
        "k": .keepBoth, "keep-both": .keepBoth, "keep both": .keepBoth,
    ]
}
