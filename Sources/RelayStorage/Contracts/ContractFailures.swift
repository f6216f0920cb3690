package import Primitives

extension Failure.Code {
    /// The contract's state does not allow the change: `contract` (number), `state`.
    package static let contractState = Failure.Code(rawValue: "contract.state")
    /// The line's place was taken by another one: `line`, `by`.
    package static let contractReplaced = Failure.Code(rawValue: "contract.replaced")
    /// A higher model needs a quote for this line that the customer has accepted: `line`, `quote` (number).
    package static let contractQuote = Failure.Code(rawValue: "contract.quote")
    /// An extension must end later than the term: `line`, `end`, `until`.
    package static let contractExtension = Failure.Code(rawValue: "contract.extension")
    /// A reason that is empty, too long or has control characters: `limit`.
    package static let contractReason = Failure.Code(rawValue: "contract.reason")
    /// The plan names a business calendar that nobody imported: `calendar`, `known`.
    package static let planCalendarUnknown = Failure.Code(rawValue: "plan.calendar-unknown")
}
