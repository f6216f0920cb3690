/// A quota that each term of a line is granted as a bucket.
package struct PlanQuota: Hashable, Codable, Sendable {
    package let name: QuotaName
    package let title: LocalizedText
    package let unit: ServiceUnit
    package let amount: Quantity
    /// Use is rounded up to a multiple of it (requirement B8a).
    package let step: Quantity
    package let counting: QuotaCounting
    package let overdraw: OverdrawRule
    /// Minutes of one person-day.
    package let dayMinutes: Int64

    package init(
        name: QuotaName, title: LocalizedText, unit: ServiceUnit, amount: Quantity, step: Quantity? = nil,
        counting: QuotaCounting = .session, overdraw: OverdrawRule = .price, dayMinutes: Int64 = PlanQuota.dayMinutes
    ) {
        self.name = name
        self.title = title
        self.unit = unit
        self.amount = amount
        self.step = step ?? Self.step(of: unit)
        self.counting = counting
        self.overdraw = overdraw
        self.dayMinutes = dayMinutes
    }

    package func with(amount: Quantity, step: Quantity? = nil, overdraw: OverdrawRule? = nil) -> PlanQuota {
        PlanQuota(
            name: name, title: title, unit: unit, amount: amount, step: step ?? self.step, counting: counting,
            overdraw: overdraw ?? self.overdraw, dayMinutes: dayMinutes)
    }

    /// Eight hours (requirement B8a).
    package static let dayMinutes: Int64 = 480

    /// A quarter of an hour, half a day, and as fine as quantities go for what is counted (requirement B8a).
    package static func step(of unit: ServiceUnit) -> Quantity {
        switch unit {
        case .count: Quantity(thousandths: 1)
        case .minute: Quantity(thousandths: 15_000)
        case .personDay: Quantity(thousandths: 500)
        }
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let unit = try values.decode(ServiceUnit.self, forKey: .unit)
        self.init(
            name: try values.decode(QuotaName.self, forKey: .name),
            title: try values.decode(LocalizedText.self, forKey: .title), unit: unit,
            amount: try values.decode(Quantity.self, forKey: .amount),
            step: try values.decodeIfPresent(Quantity.self, forKey: .step),
            counting: try values.decodeIfPresent(QuotaCounting.self, forKey: .counting) ?? .session,
            overdraw: try values.decodeIfPresent(OverdrawRule.self, forKey: .overdraw) ?? .price,
            dayMinutes: try values.decodeIfPresent(Int64.self, forKey: .dayMinutes) ?? Self.dayMinutes)
    }
}
