import Entitlement
import Primitives

/// The schema of tariff files.
enum TariffReader {
    static func version(_ root: YAMLNode) throws(Failure) -> TariffVersion {
        let values = try root.mapping(TariffSchema.tariff)
        _ = try values.node("currency").word(Currency.self)
        return TariffVersion(
            source: try values.node("tariff").name("the tariff's source"),
            year: try values.node("year").integer("a Jalali year", in: 1300...1499),
            edition: try values.node("edition").integer("the edition of that year", in: 1...editionLimit),
            interval: try interval(values), title: try values.node("title").title(), lines: try lines(values.node("lines")),
            conditions: try values.optional("conditions").map(conditions) ?? [],
            valueAddedTax: try values.optional("vat").map(rates) ?? [])
    }

    /// Rials alone: a tariff in toman would be wrong by ten, and nobody would see it.
    private enum Currency: String, CaseIterable {
        case rials = "IRR"
    }

    private static func interval(_ values: YAMLMapping) throws(Failure) -> CivilInterval {
        let start = try values.node("from").date("the first day")
        let node = try values.node("until")
        let end = try node.date("the first day after it")
        guard let interval = try? CivilInterval(start: start, end: end) else {
            throw node.failure(.planWrongValue, expected: "a day after \(start.text)", found: end.text)
        }
        return interval
    }

    private static func lines(_ node: YAMLNode) throws(Failure) -> [TariffLine] {
        var lines: [TariffLine] = []
        for (key, value) in try node.entries() {
            let values = try value.mapping(TariffSchema.line)
            lines.append(
                TariffLine(
                    code: try key.name("a line's code"), title: try values.node("title").title(),
                    unit: try values.node("unit").word(TariffLine.Unit.self), rate: try rate(values.node("rials"))))
        }
        guard !lines.isEmpty else { throw node.failure(.planWrongValue, expected: "at least one line", found: "none") }
        return lines
    }

    private static func rate(_ node: YAMLNode) throws(Failure) -> Money {
        let expected = "a whole number of rials, 1 to 10^12"
        let rials = try node.integer(expected)
        guard (1...rateLimit).contains(rials) else {
            throw node.failure(.planWrongValue, expected: expected, found: String(rials))
        }
        return Money(rials: rials)
    }

    private static func conditions(_ node: YAMLNode) throws(Failure) -> [TariffCondition] {
        var conditions: [TariffCondition] = []
        for element in try node.elements() {
            let values = try element.mapping(TariffSchema.condition)
            let name = try values.node("name").name("a condition's name")
            guard !conditions.contains(where: { $0.name == name }) else {
                throw try values.node("name").failure(.planWrongValue, expected: "each condition once", found: name)
            }
            let text = LocalizedText(
                persian: try values.node("fa").text("a Persian sentence"),
                english: try values.node("en").text("an English sentence"))
            conditions.append(TariffCondition(name: name, text: text))
        }
        return conditions
    }

    private static func rates(_ node: YAMLNode) throws(Failure) -> [ValueAddedTaxRate] {
        var rates: [ValueAddedTaxRate] = []
        for element in try node.elements() {
            let values = try element.mapping(TariffSchema.tax)
            let from = try values.node("from").date("the first day of the rate")
            if let last = rates.last, from <= last.from {
                throw try values.node("from").failure(
                    .planWrongValue, expected: "a day after \(last.from.text), because rates stand in their order",
                    found: from.text)
            }
            rates.append(ValueAddedTaxRate(from: from, permille: try permille(values.node("percent"))))
        }
        return rates
    }

    private static func permille(_ node: YAMLNode) throws(Failure) -> Int64 {
        let expected = "a rate of 0 to 100 per cent, with at most one decimal"
        let percent = try node.quantity(expected).thousandths
        guard (0...100_000).contains(percent), percent.isMultiple(of: 100) else {
            throw node.failure(.planWrongValue, expected: expected, found: node.shape)
        }
        return percent / 100
    }

    /// A second edition of a year is rare; a hundredth is a typing error.
    static let editionLimit = 99
    /// A hundred billion toman for a unit of work is a typing error; so small that quantities cannot overflow it.
    static let rateLimit: Int64 = 1_000_000_000_000
}
