package import Entitlement

/// One position of a quote.
package struct QuoteLine: Hashable, Codable, Sendable {
    /// As the tariff names it; what was typed by hand stands for both languages.
    package let title: LocalizedText
    /// The code of the tariff's line; nil: priced by hand, or at the plan's fixed price.
    package let tariffLine: String?
    /// In `unit`, rounded as the plan says.
    package let quantity: Quantity
    package let unit: TariffLine.Unit
    package let rate: Money
    /// Rate × quantity, before discount and tax.
    package let amount: Money

    package init(
        title: LocalizedText, tariffLine: String? = nil, quantity: Quantity, unit: TariffLine.Unit, rate: Money, amount: Money
    ) {
        self.title = title
        self.tariffLine = tariffLine
        self.quantity = quantity
        self.unit = unit
        self.rate = rate
        self.amount = amount
    }

    init(_ priced: PricedLine) {
        self.init(
            title: priced.line.title, tariffLine: priced.line.code, quantity: priced.quantity, unit: priced.line.unit,
            rate: priced.line.rate, amount: priced.amount)
    }
}
