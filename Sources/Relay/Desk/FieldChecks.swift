import Entitlement
import Primitives
import Sessions
import Transport

/// Range checks of the calls' fields, with one shape of refusal: `call.invalid` and the field's name.
enum FieldChecks {
    static func require(_ holds: Bool, _ field: String) throws {
        guard holds else { throw Failure(.callInvalid, ["field": field]) }
    }

    /// Shown to others: short, and nothing that steers a screen.
    static func name(_ text: String, _ field: String) throws {
        try require(text.unicodeScalars.count <= SessionLimits.nameCharacters && !DisplayText.isSteering(text), field)
    }

    /// What somebody looks for: compared, and repeated to them where it is not found.
    static func word(_ text: String, _ field: String) throws {
        try require(text.unicodeScalars.count <= DeskLimits.wordCharacters && !DisplayText.isSteering(text), field)
    }

    /// Thousandths: of nothing at all, or up to the largest line of a session. Returns nil for 0 where that means "not said".
    static func quantity(_ thousandths: Int64, _ field: String = "quantity") throws -> Quantity? {
        try require((0...SessionLimits.quantity).contains(thousandths), field)
        return thousandths == 0 ? nil : Quantity(thousandths: thousandths)
    }

    static func rials(_ amount: Int64, _ field: String) throws -> Money {
        try require((0...SessionLimits.rials).contains(amount), field)
        return Money(rials: amount)
    }

    /// When something happened; nil for 0, which means now.
    static func time(_ milliseconds: Int64, _ field: String) throws -> Timestamp? {
        try require((0...DeskLimits.latestTime).contains(milliseconds), field)
        return milliseconds == 0 ? nil : Timestamp(milliseconds: milliseconds)
    }

    /// A word of an enumeration; the empty text is nil.
    static func optionalWord<Word: RawRepresentable>(_ text: String, _ field: String) throws -> Word?
    where Word.RawValue == String {
        try text.isEmpty ? nil : value(text, field)
    }

    static func value<Word: RawRepresentable>(_ text: String, _ field: String) throws -> Word where Word.RawValue == String {
        guard let word = Word(rawValue: text) else { throw Failure(.callInvalid, ["field": field]) }
        return word
    }
}
