package import Primitives

/// Every failure of a plan, tariff, calendar or holidays file carries `file`, `line`, `expected`, and `path` or `found` where there is one.
extension Failure.Code {
    /// No YAML, or YAML that these files do not use (aliases, several documents).
    package static let planSyntax = Failure.Code(rawValue: "plan.syntax")
    /// A key that the schema does not have: `found`, and in `expected` the keys that it has.
    package static let planUnknownKey = Failure.Code(rawValue: "plan.unknown-key")
    /// A key that the schema needs.
    package static let planMissingKey = Failure.Code(rawValue: "plan.missing-key")
    /// A value of the wrong shape or outside its words.
    package static let planWrongValue = Failure.Code(rawValue: "plan.wrong-value")
}
