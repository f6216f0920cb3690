import Entitlement
import Primitives

extension Money {
    /// The part of this price that so much of the whole quantity has; a started rial is a rial, and it is never more than
    /// the price.
    func share(_ part: Quantity, of whole: Quantity) -> Money {
        guard part > .zero, whole > .zero, self > .zero else { return .zero }
        guard part < whole else { return self }
        let product = rials.magnitude.multipliedFullWidth(by: part.thousandths.magnitude)
        // The part is smaller than the whole, so the quotient fits.
        let (share, rest) = whole.thousandths.magnitude.dividingFullWidth(product)
        return Money(rials: Int64(clamping: rest > 0 ? share + 1 : share))
    }
}
