package import Primitives

extension PriceRate {
    /// What the tariff says to so much work: the work itself and the way there, before tax.
    package struct Estimate: Hashable, Sendable {
        package let work: PricedLine
        /// nil where the rate has none. It is for the whole way, whatever the quantity.
        package let travel: PricedLine?
        package let total: Money
    }

    /// The estimate by a version of the tariff (requirement A21); nil where somebody must price it by hand: the tariff lacks a
    /// line, the unit cannot be changed into the line's, or nobody knows the way. Throws `amount.overflow`.
    package func estimate(
        _ quantity: Quantity, _ unit: ServiceUnit, dayMinutes: Int64 = PlanQuota.dayMinutes, distance: SiteDistance?,
        by tariff: TariffVersion
    ) throws(Failure) -> Estimate? {
        guard let line = tariff.line(line), let factor = UnitFactor(from: unit, to: line.unit, dayMinutes: dayMinutes) else {
            return nil
        }
        let work = try priced(quantity, factor, line)
        guard let code = travel else { return Estimate(work: work, travel: nil, total: work.amount) }
        guard let way = tariff.line(code), let travel = try Self.travel(by: way, distance) else { return nil }
        return Estimate(work: work, travel: travel, total: try work.amount.adding(travel.amount))
    }

    /// Rounded up to the step, at least the minimum.
    private func priced(_ quantity: Quantity, _ factor: UnitFactor, _ line: TariffLine) throws(Failure) -> PricedLine {
        let asked = try ExactProduct.of(quantity.thousandths, factor.numerator)
        let least = minimum ?? .zero
        if try asked < ExactProduct.of(least.thousandths, factor.denominator) {
            return try PricedLine(line, least.roundedUp(to: step ?? .zero))
        }
        if let step, step > .zero {
            let steps = try ExactProduct.roundedUp(asked, by: ExactProduct.of(factor.denominator, step.thousandths))
            let billed = try ExactProduct.roundedUp(ExactProduct.of(steps, step.thousandths), by: 1)
            return try PricedLine(line, max(Quantity(thousandths: billed), least))
        }
        // Only the rials are rounded: 50 minutes are five sixths of an hour.
        let product = try ExactProduct.of(quantity.thousandths, factor.numerator, line.rate.rials)
        let amount = try ExactProduct.roundedUp(product, by: ExactProduct.of(factor.denominator, 1000))
        let billed = try ExactProduct.roundedUp(asked, by: Int128(factor.denominator))
        return PricedLine(line: line, quantity: Quantity(thousandths: billed), amount: Money(rials: amount))
    }

    /// By started kilometre of the route, or once where the line counts; nil where nobody knows the distance.
    private static func travel(by line: TariffLine, _ distance: SiteDistance?) throws(Failure) -> PricedLine? {
        switch line.unit {
        case .count: return try PricedLine(line, .one)
        case .kilometre:
            guard let distance, distance.metres >= 0 else { return nil }
            let kilometres = try ExactProduct.roundedUp(Int128(distance.metres), by: 1000)
            return try PricedLine(line, Quantity(units: kilometres))
        case .minute, .hour, .personDay: return nil
        }
    }
}

extension TariffVersion {
    /// The rate of value added tax on a day, in thousandths; nil before the table's first day.
    package func valueAddedTax(on date: CivilDate) -> Int64? {
        valueAddedTax.filter { $0.from <= date }.max { $0.from < $1.from }?.permille
    }
}
