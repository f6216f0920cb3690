package import Primitives

extension Failure.Code {
    /// A rule of a vendor or customer that cannot be used. Parameters: rule, reason.
    package static let redactionRule = Failure.Code(rawValue: "redaction.rule")
    /// More rules or names than there may be. Parameters: what, limit.
    package static let redactionTooMany = Failure.Code(rawValue: "redaction.too-many")
    /// A word that should be taken out is too short: it would be everywhere (word, least).
    package static let redactionWordShort = Failure.Code(rawValue: "redaction.word-short")
}
