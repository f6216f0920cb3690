package import Primitives

/// A quote as a verdict must know it: for what, how much at most, and whether the customer has said yes.
package struct QuotedPrice: Hashable, Codable, Sendable {
    package let id: QuoteID
    /// Shown as `Q-12`.
    package let number: Int64
    package let line: ContractLineID?
    package let kind: ServiceKindName
    package let place: ServicePlace
    /// The largest quantity that it covers.
    package let cap: Quantity
    /// With discount and tax: what the customer pays at most.
    package let total: Money
    package let validUntil: Timestamp
    package let isAccepted: Bool

    package init(
        id: QuoteID, number: Int64, line: ContractLineID?, kind: ServiceKindName, place: ServicePlace, cap: Quantity,
        total: Money, validUntil: Timestamp, isAccepted: Bool
    ) {
        self.id = id
        self.number = number
        self.line = line
        self.kind = kind
        self.place = place
        self.cap = cap
        self.total = total
        self.validUntil = validUntil
        self.isAccepted = isAccepted
    }
}
