import Entitlement
import Primitives

/// What work costs that no quota covers.
struct PriceReader {
    /// Without the source of a tariff no price can name a rate.
    let namesTariff: Bool

    private static let words = "quote, {fixed: RIALS} or {quote: {rate: LINE}}"

    func price(_ node: YAMLNode) throws(Failure) -> PriceRule {
        guard node.isMapping else {
            let text = try node.text(Self.words)
            guard text == "quote" else { throw node.failure(.planWrongValue, expected: Self.words, found: text) }
            return .quote
        }
        let values = try node.mapping(PlanSchema.price)
        _ = try values.one(of: PlanSchema.prices)
        return try price(values)
    }

    /// Of a mapping with `fixed` or `quote`.
    func price(_ values: YAMLMapping) throws(Failure) -> PriceRule {
        if let fixed = values.optional("fixed") {
            return .fixed(perUnit: Money(rials: try fixed.integer("a whole number of rials")))
        }
        return .tariff(try rate(values.node("quote")))
    }

    private func rate(_ node: YAMLNode) throws(Failure) -> PriceRate {
        let values = try node.mapping(PlanSchema.rate)
        guard namesTariff else {
            throw try values.node("rate").failure(
                .planWrongValue, expected: "quote alone, or the key tariff at the top of the plan", found: "rate")
        }
        return PriceRate(
            line: try values.node("rate").name("the code of a tariff line, such as remote-hour"),
            step: try values.optional("step").map(positive), minimum: try values.optional("minimum").map(positive),
            travel: try values.optional("travel")?.name("the code of a tariff line for the way there"))
    }

    private func positive(_ node: YAMLNode) throws(Failure) -> Quantity {
        let expected = "a number above 0 in the unit of the tariff line"
        let quantity = try node.quantity(expected)
        guard quantity > .zero else { throw node.failure(.planWrongValue, expected: expected, found: quantity.description) }
        return quantity
    }
}
