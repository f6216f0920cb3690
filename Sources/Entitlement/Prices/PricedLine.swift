import Primitives

/// A line of a tariff and how much of it somebody pays: what a quote shows, before discount and tax.
package struct PricedLine: Hashable, Codable, Sendable {
    package let line: TariffLine
    /// In the unit of the tariff line, rounded as the plan says; to the thousandth where it says nothing.
    package let quantity: Quantity
    /// rate × quantity, where a started rial is a rial; computed from the quantity before its rounding to the thousandth.
    package let amount: Money

    package init(line: TariffLine, quantity: Quantity, amount: Money) {
        self.line = line
        self.quantity = quantity
        self.amount = amount
    }

    /// Throws `amount.overflow`.
    init(_ line: TariffLine, _ quantity: Quantity) throws(Failure) {
        let product = try ExactProduct.of(line.rate.rials, quantity.thousandths)
        self.init(line: line, quantity: quantity, amount: Money(rials: try ExactProduct.roundedUp(product, by: 1000)))
    }
}
