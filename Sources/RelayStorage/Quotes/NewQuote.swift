package import Entitlement

/// What a technician asks the relay to price.
package struct NewQuote: Hashable, Codable, Sendable {
    /// Off the sum of the lines; the technician who makes the quote is its author.
    package enum Discount: Hashable, Codable, Sendable {
        case permille(Int64)
        case amount(Money)
    }

    /// Chosen by the caller once for each quote that it wants.
    package let key: String
    package let account: EntitlementAccount
    package let kind: ServiceKindName
    package let place: ServicePlace
    package var quantity: Quantity = .one
    /// nil: the quantity.
    package var cap: Quantity?
    /// nil: the kind's own.
    package var unit: ServiceUnit?
    /// Priced by hand; empty: as the plan and its tariff price it.
    package var lines: [QuoteLine] = []
    package var discount: Discount?
    package var validFor: Duration = CommerceLimits.quoteLife
    package var distance: SiteDistance?
    package var allotment: QuotaName?

    package init(key: String, account: EntitlementAccount, kind: ServiceKindName, place: ServicePlace) {
        self.key = key
        self.account = account
        self.kind = kind
        self.place = place
    }
}
