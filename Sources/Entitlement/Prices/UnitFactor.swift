package import Primitives

/// How many of one unit are one of another, as a fraction: an hour is sixty minutes, a person-day so many minutes.
struct UnitFactor {
    let numerator: Int64
    let denominator: Int64

    /// nil where the one cannot be changed into the other.
    init?(from unit: ServiceUnit, to other: TariffLine.Unit, dayMinutes: Int64) {
        guard let have = Self.minutes(of: unit, dayMinutes), let want = Self.minutes(of: other, dayMinutes) else {
            guard unit == .count, other == .count else { return nil }
            (numerator, denominator) = (1, 1)
            return
        }
        (numerator, denominator) = (have, want)
    }

    private static func minutes(of unit: ServiceUnit, _ dayMinutes: Int64) -> Int64? {
        switch unit {
        case .count: nil
        case .minute: 1
        case .personDay: dayMinutes
        }
    }

    private static func minutes(of unit: TariffLine.Unit, _ dayMinutes: Int64) -> Int64? {
        switch unit {
        case .count, .kilometre: nil
        case .minute: 1
        case .hour: 60
        case .personDay: dayMinutes
        }
    }
}

extension ServiceUnit {
    /// The same amount in another unit, what was started counting whole to the thousandth; nil where it cannot be changed.
    ///
    /// Throws `amount.overflow`.
    package func convert(_ quantity: Quantity, to unit: ServiceUnit, dayMinutes: Int64) throws(Failure) -> Quantity? {
        guard self != unit else { return quantity }
        switch (self, unit) {
        case (.minute, .personDay):
            return Quantity(thousandths: try ExactProduct.roundedUp(Int128(quantity.thousandths), by: Int128(dayMinutes)))
        case (.personDay, .minute):
            let product = try ExactProduct.of(quantity.thousandths, dayMinutes)
            return Quantity(thousandths: try ExactProduct.roundedUp(product, by: 1))
        default: return nil
        }
    }
}
