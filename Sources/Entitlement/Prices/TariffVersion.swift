/// One edition of somebody's prices for an interval of days (requirement A21). Intervals of one source never overlap.
package struct TariffVersion: Hashable, Codable, Sendable {
    /// Whose prices: `ict-guild`.
    package let source: String
    /// The Jalali year for which they were published.
    package let year: Int
    package let edition: Int
    package let interval: CivilInterval
    package let title: LocalizedText
    package let lines: [TariffLine]
    package let conditions: [TariffCondition]
    package let valueAddedTax: [ValueAddedTaxRate]

    package init(
        source: String, year: Int, edition: Int, interval: CivilInterval, title: LocalizedText, lines: [TariffLine],
        conditions: [TariffCondition] = [], valueAddedTax: [ValueAddedTaxRate] = []
    ) {
        self.source = source
        self.year = year
        self.edition = edition
        self.interval = interval
        self.title = title
        self.lines = lines
        self.conditions = conditions
        self.valueAddedTax = valueAddedTax
    }

    package func line(_ code: String) -> TariffLine? { lines.first { $0.code == code } }

    /// `ict-guild 1404-1`, as verdicts and quotes name it.
    package var name: String { "\(source) \(year)-\(edition)" }
}

/// What one unit of something costs by a tariff, before tax.
package struct TariffLine: Hashable, Codable, Sendable {
    package enum Unit: String, Codable, Sendable, CaseIterable {
        case count
        case minute
        case hour
        case personDay = "person-day"
        case kilometre
    }

    package let code: String
    package let title: LocalizedText
    package let unit: Unit
    package let rate: Money

    package init(code: String, title: LocalizedText, unit: Unit, rate: Money) {
        self.code = code
        self.title = title
        self.unit = unit
        self.rate = rate
    }
}

/// A sentence of the tariff that every quote made with it carries.
package struct TariffCondition: Hashable, Codable, Sendable {
    package let name: String
    package let text: LocalizedText

    package init(name: String, text: LocalizedText) {
        self.name = name
        self.text = text
    }
}

/// The rate of value added tax from a day on.
package struct ValueAddedTaxRate: Hashable, Codable, Sendable {
    package let from: CivilDate
    /// Thousandths: 100 is ten per cent.
    package let permille: Int64

    package init(from: CivilDate, permille: Int64) {
        self.from = from
        self.permille = permille
    }
}
