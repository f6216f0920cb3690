import Primitives

/// Reads selection words: `customer="Karoon Trading" product=ledger version<2.1 tag=pilot seen<7d online`.
struct SelectionParser {
    private let characters: [Character]
    private var position = 0

    /// Throws `selection.malformed` with the column where reading stopped, what was expected there and what was found.
    static func parse(_ text: String) throws(Failure) -> Selection {
        var parser = SelectionParser(characters: Array(text))
        return try parser.selection()
    }

    private init(characters: [Character]) {
        self.characters = characters
    }

    private mutating func selection() throws(Failure) -> Selection {
        guard characters.count <= Selection.characterLimit else {
            throw malformed("at most \(Selection.characterLimit) characters", at: Selection.characterLimit)
        }
        var terms: [Selection.Term] = []
        while true {
            skipSpace()
            guard position < characters.count else { return Selection(terms: terms) }
            guard terms.count < Selection.termLimit else { throw malformed("at most \(Selection.termLimit) words", at: position) }
            terms.append(try term())
        }
    }

    private mutating func term() throws(Failure) -> Selection.Term {
        let start = position
        while let next = peek, next.isLetter { position += 1 }
        let word = String(characters[start..<position]).lowercased()
        guard let field = Selection.Field(rawValue: word) else {
            throw malformed(Selection.Field.allCases.map(\.rawValue).joined(separator: ", "), at: start)
        }
        if field == .online, peek == nil || peek?.isWhitespace == true {
            return Selection.Term(field: .online, comparison: .equal, value: .flag(true))
        }
        let operatorStart = position
        guard let comparison = Selection.Comparison.allCases.first(where: { matches($0.rawValue) }),
            field.operators.contains(comparison)
        else { throw malformed(field.operators.map(\.rawValue).joined(separator: " "), at: operatorStart) }
        position += comparison.rawValue.count
        let valueStart = position
        let text = try value()
        return Selection.Term(
            field: field, comparison: comparison, value: try value(text, of: field, at: valueStart))
    }

    private mutating func value() throws(Failure) -> String {
        let start = position
        guard let first = peek, !first.isWhitespace else { throw malformed("a value", at: start) }
        guard first == "\"" || first == "'" else {
            while let next = peek, !next.isWhitespace {
                guard next != "\"", next != "'" else { throw malformed("a space before the quote", at: position) }
                position += 1
            }
            return String(characters[start..<position])
        }
        position += 1
        while let next = peek, next != first { position += 1 }
        guard peek == first else { throw malformed(String(first), at: position) }
        let text = String(characters[(start + 1)..<position])
        position += 1
        guard peek == nil || peek?.isWhitespace == true else { throw malformed("a space", at: position) }
        guard !text.isEmpty else { throw malformed("a value", at: start + 1) }
        return text
    }

    private func value(_ text: String, of field: Selection.Field, at start: Int) throws(Failure) -> Selection.Value {
        switch field {
        case .seen:
            guard let age = Self.age(text) else { throw malformed("a number with s, m, h, d or w", at: start) }
            return .age(age)
        case .online:
            switch text.lowercased() {
            case "yes", "true": return .flag(true)
            case "no", "false": return .flag(false)
            default: throw malformed("yes or no", at: start)
            }
        default: return .text(text)
        }
    }

    /// `90m`, `7d`: at most a thousand weeks.
    private static func age(_ text: String) -> Duration? {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
        guard let last = text.last, let unit = units[last], let number = Int64(text.dropLast()), number >= 0,
            number <= 1000 * 604_800 / unit
        else { return nil }
        return .seconds(number * unit)
    }

    private var peek: Character? { position < characters.count ? characters[position] : nil }

    private mutating func skipSpace() {
        while peek?.isWhitespace == true { position += 1 }
    }

    private func matches(_ text: String) -> Bool {
        position + text.count <= characters.count && String(characters[position..<(position + text.count)]) == text
    }

    /// Columns are counted from 1.
    private func malformed(_ expected: String, at index: Int) -> Failure {
        var found = ""
        for character in characters[min(index, characters.count)...].prefix(20) {
            if character.isWhitespace, !found.isEmpty { break }
            found.append(character)
        }
        return Failure(.selectionMalformed, ["column": String(index + 1), "expected": expected, "found": found])
    }
}
