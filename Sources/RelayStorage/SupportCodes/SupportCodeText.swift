import Entitlement

/// Ten digits, shown in groups of four, three and three, so that they can be read aloud: `1234-567-890`.
enum SupportCodeText {
    static let digits = 10
    private static let groups = [4, 3, 3]
    /// The longest text that is looked at: the digits, in any script, with separators and marks of direction.
    private static let lengthLimit = 64

    /// A new code, each of the ten thousand million equally likely.
    static func random() -> String {
        let number = UInt64.random(in: 0..<10_000_000_000)
        let text = String(number)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// As it is shown: `1234-567-890`.
    static func grouped(_ code: String) -> String {
        var rest = code[...]
        return groups.map { count in
            defer { rest = rest.dropFirst(count) }
            return String(rest.prefix(count))
        }.joined(separator: "-")
    }

    /// The ten digits of what a person typed, in Latin, Persian or Arabic digits; blanks and hyphens do not matter. nil where
    /// it is no code.
    static func parse(_ text: String) -> String? {
        guard text.utf8.count <= lengthLimit * 4, text.count <= lengthLimit else { return nil }
        let code = TextFolding.digits(text).filter { !$0.isWhitespace && !separators.contains($0) }
        guard code.utf8.count == digits, code.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return code
    }

    /// Hyphens, dashes, minus, underscore, dots and slashes.
    private static let separators: Set<Character> = ["-", "‐", "‑", "–", "—", "−", "_", ".", "/", "·"]
}
