package import Entitlement

/// One position of a quote.
package struct QuoteLine: Hashable, Codable, Sendable {
    package let description: String
    /// The code of the tariff's line; nil: priced by hand.
    package let tariffLine: String?
    /// In `unit`, rounded as the tariff's rate says.
    package let quantity: Quantity
    package let unit: TariffLine.Unit
    package let rate: Money
    /// Rate × quantity, before discount and tax.
    package let amount: Money
    /// The way there, not the work.
    package let isTravel: Bool

    package init(
        description: String, tariffLine: String? = nil, quantity: Quantity, unit: TariffLine.Unit, rate: Money, amount: Money,
        isTravel: Bool = false
    ) {
        self.description = description
        self.tariffLine = tariffLine
        self.quantity = quantity
        self.unit = unit
        self.rate = rate
        self.amount = amount
        self.isTravel = isTravel
    }
}
