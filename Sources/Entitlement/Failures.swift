package import Primitives

extension Failure.Code {
    /// A date that is no date: parameter `text`.
    package static let dateMalformed = Failure.Code(rawValue: "date.malformed")
    /// A date outside the Jalali years 1300–1499: parameter `text` or `day`.
    package static let dateOutOfRange = Failure.Code(rawValue: "date.out-of-range")
    /// The time-zone database lacks a zone: parameter `zone`.
    package static let zoneMissing = Failure.Code(rawValue: "date.zone-missing")
    /// A number of units or rials that is no number: parameter `text`.
    package static let amountMalformed = Failure.Code(rawValue: "amount.malformed")
    /// A sum or product that no 64-bit integer holds.
    package static let amountOverflow = Failure.Code(rawValue: "amount.overflow")
    /// A plan that contradicts itself: parameters `path`, `expected`.
    package static let planInvalid = Failure.Code(rawValue: "plan.invalid")
    /// An override at purchase names what the plan does not have: parameters `name`, `known`.
    package static let overrideUnknown = Failure.Code(rawValue: "plan.override-unknown")
    /// An override at purchase that no plan allows: parameters `name`, `reason`.
    package static let overrideRefused = Failure.Code(rawValue: "plan.override-refused")
    /// Less is available than the hold needs: parameters `bucket`, `available`, `needed` (thousandths).
    package static let ledgerInsufficient = Failure.Code(rawValue: "ledger.insufficient")
    /// A posting would bring a balance below zero: parameters `bucket`, `account`.
    package static let ledgerOverdrawn = Failure.Code(rawValue: "ledger.overdrawn")
    /// A closing consumes more than is held: parameters `held`, `used` (thousandths).
    package static let ledgerOverHeld = Failure.Code(rawValue: "ledger.over-held")
    /// A transaction that cannot be reversed: parameters `transaction`, `reason` (reversed, reversal).
    package static let ledgerNotReversible = Failure.Code(rawValue: "ledger.not-reversible")
    /// Postings whose legs do not sum to zero in a bucket: parameter `bucket`.
    package static let ledgerUnbalanced = Failure.Code(rawValue: "ledger.unbalanced")
    /// A calendar whose week has no hours at all: parameter `calendar`.
    package static let calendarEmpty = Failure.Code(rawValue: "calendar.empty")
    /// Business time that lies farther away than anybody means: parameter `calendar`.
    package static let calendarHorizon = Failure.Code(rawValue: "calendar.horizon")
    /// A field of a quote is missing, too long or impossible: `field`.
    package static let quoteField = Failure.Code(rawValue: "quote.field")
}
