package import Entitlement

/// What a quote offered, frozen when it was made: it is stored as it is, and never priced again (invariant 12).
package struct QuoteContent: Hashable, Codable, Sendable {
    package let kind: ServiceKindName
    package let place: ServicePlace
    package let unit: ServiceUnit
    /// What the work is expected to take,
    package let quantity: Quantity
    /// and what it takes at most at this price.
    package let cap: Quantity
    package let lines: [QuoteLine]
    /// The lines' amounts, before discount and tax.
    package let subtotal: Money
    package let discount: Money
    /// Who gave the discount; nil without one.
    package let discountBy: String?
    /// Thousandths: 100 is ten per cent.
    package let taxPermille: Int64
    package let tax: Money
    /// What the customer pays at most.
    package let total: Money
    /// The tariff's version: `ict-guild 1404-1`; nil where every line was priced by hand and the plan names no tariff.
    package let tariff: String?
    package let conditions: [TariffCondition]
    /// The route's length and its source, where the way there costs.
    package let distance: SiteDistance?
    /// What is sold is units of this quota, not work (requirement B5.6).
    package let allotment: QuotaName?
}
