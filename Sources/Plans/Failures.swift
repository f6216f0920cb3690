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

    // Warnings of `PlanCheck`: they refuse nothing.

    /// The plan's calendar is none that is known: `calendar`.
    package static let planCalendarMissing = Failure.Code(rawValue: "plan.calendar-missing")
    /// No known tariff is of the plan's source: `tariff`.
    package static let planTariffUnknown = Failure.Code(rawValue: "plan.tariff-unknown")
    /// A tariff lacks a rate of the plan: `rate`, `tariff`.
    package static let planRateUnknown = Failure.Code(rawValue: "plan.rate-unknown")
    /// A rate's unit is none in which the kind can be charged: `rate`, `unit`, `kind`, `tariff`.
    package static let planRateUnit = Failure.Code(rawValue: "plan.rate-unit")
    /// No rule draws on a quota: `quota`.
    package static let planQuotaIdle = Failure.Code(rawValue: "plan.quota-idle")
    /// A kind is not given by phone, because it has no rule for it: `kind`.
    package static let planPhoneMissing = Failure.Code(rawValue: "plan.phone-missing")
    /// A rule asks at a place for what nobody can give there: `rule`, `place`.
    package static let planRuleUnreachable = Failure.Code(rawValue: "plan.rule-unreachable")
    /// A condition decides between the same things: `rule`.
    package static let planConditionIdle = Failure.Code(rawValue: "plan.condition-idle")
    /// A price beyond a quota that denies what lies beyond it: `rule`, `quota`.
    package static let planPriceUnreachable = Failure.Code(rawValue: "plan.price-unreachable")
}
