package import Primitives

/// Products and quotients of amounts in 128 bits, so that prices are rounded once, at the end.
enum ExactProduct {
    /// Throws `amount.overflow`.
    static func of(_ factors: Int64...) throws(Failure) -> Int128 {
        var product: Int128 = 1
        for factor in factors {
            let (next, overflow) = product.multipliedReportingOverflow(by: Int128(factor))
            guard !overflow else { throw Failure(.amountOverflow) }
            product = next
        }
        return product
    }

    /// The quotient, what was started counting whole; both must be positive or zero. Throws `amount.overflow`.
    static func roundedUp(_ dividend: Int128, by divisor: Int128) throws(Failure) -> Int64 {
        guard divisor > 0, dividend >= 0 else { throw Failure(.amountOverflow) }
        let (quotient, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
        guard let result = Int64(exactly: rest > 0 ? quotient + 1 : quotient) else { throw Failure(.amountOverflow) }
        return result
    }
}

extension Quantity {
    /// The next multiple of a step; a step of zero or less rounds nothing. Throws `amount.overflow`.
    package func roundedUp(to step: Quantity) throws(Failure) -> Quantity {
        guard step > .zero, thousandths > 0, !thousandths.isMultiple(of: step.thousandths) else { return self }
        let (sum, overflow) = thousandths.addingReportingOverflow(step.thousandths - thousandths % step.thousandths)
        guard !overflow else { throw Failure(.amountOverflow) }
        return Quantity(thousandths: sum)
    }
}
