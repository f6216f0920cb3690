package import Primitives

extension Failure.Code {
    /// The idempotency key stands for something else already: `key`.
    package static let ledgerKeyConflict = Failure.Code(rawValue: "ledger.key-conflict")
    /// Units are granted to allotments and uses counted in tallies, never the other way: `bucket`, `role`.
    package static let ledgerWrongBucket = Failure.Code(rawValue: "ledger.wrong-bucket")
    /// The session's line has a reservation already: `session`, `line`.
    package static let ledgerLineHeld = Failure.Code(rawValue: "ledger.line-held")
    /// The reservation was closed before, otherwise: `hold`, `state`.
    package static let ledgerHoldClosed = Failure.Code(rawValue: "ledger.hold-closed")
    /// The verdict denies the work: `reason` and its parameters.
    package static let entitlementDenied = Failure.Code(rawValue: "entitlement.denied")
    /// A quote must be made and accepted first: `reason` and its parameters.
    package static let entitlementQuoteNeeded = Failure.Code(rawValue: "entitlement.quote-needed")
    /// The price was not accepted as it is: `price`, `accepted` (rials).
    package static let entitlementPriceNotAccepted = Failure.Code(rawValue: "entitlement.price-not-accepted")
    /// A condition of the verdict is not met: `condition` and its parameters.
    package static let entitlementConditionUnmet = Failure.Code(rawValue: "entitlement.condition-unmet")
    /// The verdict is no longer the one that was shown: the grant is void.
    package static let entitlementVerdictChanged = Failure.Code(rawValue: "entitlement.verdict-changed")
    /// Two terms of a line would share a day: `line`, `start`, `end`.
    package static let contractTermsOverlap = Failure.Code(rawValue: "contract.terms-overlap")
    /// A name that is empty, too long or has control characters: `name`, `limit`.
    package static let customerName = Failure.Code(rawValue: "customer.name")
}
