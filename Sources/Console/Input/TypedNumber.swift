import Entitlement
import Primitives

/// Numbers as people type them: Latin, Persian or Arabic digits, `.` or `٫` before decimals, blanks before a unit.
enum TypedNumber {
    /// Longer than any text that means something: two numbers of fifteen digits with decimals, and a unit's name.
    static let textLimit = 64

    /// A number and the letters behind it.
    struct Piece: Hashable {
        /// Thousandths.
        let value: Int64
        /// Folded, without blanks; empty where there is none.
        let word: String
    }

    /// The pieces of `1h30m`, `2 x 3d`, `۹۰ دقیقه`; nil where the text does not begin with a number, or one of them is none.
    static func pieces(_ text: String) -> [Piece]? {
        guard text.utf8.count <= textLimit * 4, text.count <= textLimit else { return nil }
        var rest = Substring(TextFolding.searchKey(text))
        var pieces: [Piece] = []
        while !rest.isEmpty {
            let number = rest.prefix(while: isOfNumber)
            rest = rest.dropFirst(number.count)
            let word = rest.prefix { !isOfNumber($0) }
            rest = rest.dropFirst(word.count)
            guard let quantity = try? Quantity(parsing: String(number)) else { return nil }
            pieces.append(Piece(value: quantity.thousandths, word: String(word)))
        }
        return pieces.isEmpty ? nil : pieces
    }

    /// Digits alone, as a whole number; nil where it is none or does not fit.
    static func whole(_ text: some StringProtocol) -> Int64? {
        guard text.count <= textLimit else { return nil }
        let digits = TextFolding.digits(String(text))
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int64(digits)
    }

    private static func isOfNumber(_ character: Character) -> Bool {
        ("0"..."9").contains(character) || character == "." || character == "٫"
    }
}

extension Failure {
    /// What was typed for an option has not its form; `forms` are examples of it.
    static func typed(_ text: String, _ option: String, forms: String) -> Failure {
        Failure(.consoleArgument, ["option": option, "value": String(text.prefix(TypedNumber.textLimit)), "reason": forms])
    }
}
