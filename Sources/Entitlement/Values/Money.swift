package import Primitives

/// An amount of rials. Toman (ten rials) is for display only (design of entitlement).
package struct Money: Hashable, Comparable, Codable, Sendable {
    package let rials: Int64

    package static let zero = Money(rials: 0)

    package init(rials: Int64) {
        self.rials = rials
    }

    /// Whole toman, for display; nil where the amount is no multiple of ten rials.
    package var toman: Int64? { rials.isMultiple(of: 10) ? rials / 10 : nil }

    package static func < (left: Money, right: Money) -> Bool { left.rials < right.rials }

    /// Throws `amount.overflow`.
    package func adding(_ other: Money) throws(Failure) -> Money {
        let (sum, overflow) = rials.addingReportingOverflow(other.rials)
        guard !overflow else { throw Failure(.amountOverflow) }
        return Money(rials: sum)
    }

    /// The price of a quantity at this price per unit; a started rial is a rial. Throws `amount.overflow`.
    package func times(_ quantity: Quantity) throws(Failure) -> Money {
        let (product, overflow) = rials.multipliedReportingOverflow(by: quantity.thousandths)
        guard !overflow else { throw Failure(.amountOverflow) }
        return Money(rials: product / 1000 + (product % 1000 > 0 ? 1 : 0))
    }

    package init(from decoder: any Decoder) throws {
        self.init(rials: try decoder.singleValueContainer().decode(Int64.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rials)
    }
}
