package import Primitives

/// What stands at the foot of a quote. Pure: the same amounts, discount and rate of tax give the same sums.
package struct QuoteCalculation: Hashable, Codable, Sendable {
    /// Off the sum of the lines.
    package enum Discount: Hashable, Codable, Sendable {
        /// Thousandths of the sum; what was started of a rial is taken off.
        case permille(Int64)
        case amount(Money)
    }

    package let subtotal: Money
    package let discount: Money
    package let taxPermille: Int64
    /// On what the discount leaves; a started rial is a rial.
    package let tax: Money
    package let total: Money

    /// Thousandths: the whole price. No discount and no rate of tax is higher.
    package static let permilleLimit: Int64 = 1000

    /// Throws `quote.field` for an amount or discount below nothing, a discount above the sum or a rate above the whole;
    /// `amount.overflow`.
    package init(amounts: [Money], discount: Discount? = nil, taxPermille: Int64) throws(Failure) {
        var subtotal = Money.zero
        for amount in amounts {
            guard amount >= .zero else { throw Failure(.quoteField, ["field": "amount"]) }
            subtotal = try subtotal.adding(amount)
        }
        guard (0...Self.permilleLimit).contains(taxPermille) else { throw Failure(.quoteField, ["field": "tax"]) }
        let off = try Self.amount(of: discount, on: subtotal)
        guard (Money.zero...subtotal).contains(off) else { throw Failure(.quoteField, ["field": "discount"]) }
        let net = try subtotal.adding(Money(rials: -off.rials))
        let tax = try ExactProduct.roundedUp(ExactProduct.of(net.rials, taxPermille), by: 1000)
        self.subtotal = subtotal
        self.discount = off
        self.taxPermille = taxPermille
        self.tax = Money(rials: tax)
        total = try net.adding(self.tax)
    }

    private static func amount(of discount: Discount?, on subtotal: Money) throws(Failure) -> Money {
        switch discount {
        case nil: return .zero
        case .amount(let amount): return amount
        case .permille(let permille):
            guard (0...permilleLimit).contains(permille) else { throw Failure(.quoteField, ["field": "discount"]) }
            return Money(rials: try ExactProduct.roundedUp(ExactProduct.of(subtotal.rials, permille), by: 1000))
        }
    }
}
