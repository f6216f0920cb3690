package import Entitlement

/// What a quote offered, frozen when it was made: it is stored as it is, and never priced again (invariant 12).
package struct QuoteContent: Hashable, Codable, Sendable {
    package let kind: ServiceKindName
    /// For people; the kind's name where the plan does not know it.
    package let title: LocalizedText
    package let place: ServicePlace
    package let unit: ServiceUnit
    /// What the work is expected to take,
    package let quantity: Quantity
    /// and what it takes at most at this price.
    package let cap: Quantity
    /// For the cap.
    package let lines: [QuoteLine]
    /// Of the lines: what the customer pays at most is their `total`.
    package let sums: QuoteCalculation
    /// What the expected quantity comes to, with discount and tax.
    package let expected: Money
    /// Who gave the discount; nil without one.
    package let discountBy: String?
    /// The tariff's version: `ict-guild 1404-1`; nil where every line was priced by hand and the plan names no tariff.
    package let tariff: String?
    /// The tariff's sentences, copied.
    package let conditions: [TariffCondition]
    /// The route's length and its source, where the way there costs.
    package let distance: SiteDistance?
    /// What is sold is units of this quota, not work (requirement B5.6).
    package let allotment: QuotaName?

    /// What the customer pays at most.
    package var total: Money { sums.total }
}
