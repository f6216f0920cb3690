import Entitlement
import Primitives

/// What one side of a rule gives.
struct PlanCoverageReader {
    let prices: PriceReader

    private static let words =
        "free, uncounted, quote, denied, {fixed: RIALS}, {quote: {rate: LINE}} or {quota: [NAME], beyond: PRICE}"

    func coverage(_ node: YAMLNode) throws(Failure) -> PlanCoverage {
        guard node.isScalar else { return try mapped(node) }
        switch try node.text(Self.words) {
        case "free": return .free
        case "uncounted": return .uncounted
        case "quote": return .priced(.quote)
        case "denied": return .denied
        case let other: throw node.failure(.planWrongValue, expected: Self.words, found: other)
        }
    }

    private func mapped(_ node: YAMLNode) throws(Failure) -> PlanCoverage {
        guard node.isMapping else { throw node.failure(.planWrongValue, expected: Self.words, found: node.shape) }
        let values = try node.mapping(PlanSchema.coverage)
        guard try values.one(of: PlanSchema.coverages) == "quota" else {
            if let beyond = values.optional("beyond") {
                throw beyond.failure(.planWrongValue, expected: "beyond only beside quota", found: "beyond")
            }
            return .priced(try prices.price(values))
        }
        var quotas: [QuotaName] = []
        for element in try values.node("quota").elements() {
            quotas.append(QuotaName(rawValue: try element.name("a quota's name")))
        }
        return .quota(names: quotas, beyond: try prices.price(values.node("beyond")))
    }
}
