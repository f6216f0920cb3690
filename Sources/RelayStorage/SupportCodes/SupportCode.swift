package import Primitives

/// A contract's support code, in the clear: for the customer's admin alone (requirement B2). It has no `description`.
package struct SupportCode: Sendable {
    /// `1234-567-890`
    package let text: String
    /// When it is replaced, once it is shown again.
    package let validUntil: Timestamp
    /// Until when the one before it is right beside it; nil: there is none.
    package let oldValidUntil: Timestamp?
}

/// What a check of a support code says.
package enum SupportCodeCheck: Hashable, Sendable {
    /// It is this contract's; the technician has identified the caller until then.
    case contract(ContractID, identifiedUntil: Timestamp)
    /// It is nobody's, or not the named contract's.
    case no
    /// Nothing was looked at: there were too many wrong ones.
    case coolOff(until: Timestamp)
}
