package import Entitlement

/// What a technician asks the relay to price.
package struct NewQuote: Hashable, Codable, Sendable {
    /// Chosen by the caller once for each quote that it wants.
    package let key: String
    package let account: EntitlementAccount
    package let kind: ServiceKindName
    package let place: ServicePlace
    package var quantity: Quantity = .one
    /// nil: the quantity.
    package var cap: Quantity?
    /// Of `quantity` and `cap`; nil: the kind's own, into which another one is changed.
    package var unit: ServiceUnit?
    /// Priced by hand, for the cap; empty: as the plan and its tariff price it.
    package var lines: [QuoteLine] = []
    /// The technician who makes the quote is its author.
    package var discount: QuoteCalculation.Discount?
    /// The rate of value added tax in thousandths, where no tariff knows it.
    package var taxPermille: Int64?
    package var validFor: Duration = CommerceLimits.quoteLife
    package var distance: SiteDistance?
    /// To sell `quantity` units of this quota.
    package var allotment: QuotaName?

    package init(key: String, account: EntitlementAccount, kind: ServiceKindName, place: ServicePlace) {
        self.key = key
        self.account = account
        self.kind = kind
        self.place = place
    }
}
