import Entitlement
import Primitives

/// One value of a file as the person wrote it: a scalar of YAML, or a column of a table.
struct SourceScalar {
    let content: String
    let place: SourcePlace

    /// One line for people: not empty, no control characters, no marks that turn the direction of what stands around it.
    func text(_ expected: String) throws(Failure) -> String {
        guard !content.isEmpty else { throw wrong(expected) }
        let scalars = content.unicodeScalars
        guard scalars.count <= Self.textLimit, !scalars.contains(where: \.breaksLines) else {
            throw wrong("\(expected), in one line of at most \(Self.textLimit) characters without control characters")
        }
        return content
    }

    /// A name as commands and logs write it: letters, digits, hyphens and points.
    func name(_ expected: String) throws(Failure) -> String {
        let text = try text(expected)
        guard text.utf8.allSatisfy({ Self.nameCharacters.contains($0) }) else {
            throw wrong("\(expected) of a-z, A-Z, 0-9, - and .")
        }
        return text
    }

    /// A whole number in Latin, Persian or Arabic digits; `_` may group them.
    func integer(_ expected: String) throws(Failure) -> Int64 {
        guard let number = Int64(TextFolding.digits(try text(expected)).filter { $0 != "_" }) else { throw wrong(expected) }
        return number
    }

    func integer(_ expected: String, in range: ClosedRange<Int>) throws(Failure) -> Int {
        let expected = "\(expected), \(range.lowerBound) to \(range.upperBound)"
        guard let number = Int(exactly: try integer(expected)), range.contains(number) else { throw wrong(expected) }
        return number
    }

    /// A decimal number with at most three places.
    func quantity(_ expected: String) throws(Failure) -> Quantity {
        guard let quantity = try? Quantity(parsing: try text(expected)) else {
            throw wrong("\(expected), with at most three decimals")
        }
        return quantity
    }

    func word<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) throws(Failure) -> Word where Word.RawValue == String {
        let expected = "one of " + Word.allCases.map(\.rawValue).joined(separator: ", ")
        guard let word = Word(rawValue: try text(expected)) else { throw wrong(expected) }
        return word
    }

    /// A day in either calendar.
    func date(_ expected: String) throws(Failure) -> CivilDate {
        guard let date = try? CivilDate(parsing: try text(expected)) else {
            throw wrong("\(expected) as year-month-day, such as 1404-05-12 or 2025-08-03, in the years 1300 to 1499")
        }
        return date
    }

    func wrong(_ expected: String) -> Failure {
        place.failure(.planWrongValue, expected: expected, found: content.isEmpty ? "nothing" : content)
    }

    /// Titles stand in prompts of 80 columns.
    static let textLimit = 160
    private static let nameCharacters = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.".utf8)
}

extension Unicode.Scalar {
    /// Control characters, line separators, and the marks that turn the direction of the text after them.
    fileprivate var breaksLines: Bool {
        switch value {
        case 0x2028, 0x2029, 0x202a...0x202e, 0x2066...0x2069: true
        default: properties.generalCategory == .control
        }
    }
}
