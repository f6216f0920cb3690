import Entitlement
import Primitives

/// The schema of one rule.
enum PlanRuleReader {
    static func rule(_ node: PlanNode) throws(Failure) -> PlanRule {
        let keys = ["id", "places", "interval", "inside", "when", "outside", "identity", "second_person"]
        let values = try node.mapping(keys: keys, required: ["id", "places", "inside", "outside"])
        return PlanRule(
            id: try read(values, "id", of: node) { node throws(Failure) in try node.name("a rule's id") },
            places: try read(values, "places", of: node, places),
            interval: try optional(values["interval"]) { node throws(Failure) in try node.word(IntervalName.self) } ?? .support,
            inside: try read(values, "inside", of: node, coverage),
            condition: try optional(values["when"], condition),
            outside: try read(values, "outside", of: node, coverage),
            identity: try optional(values["identity"]) { node throws(Failure) in try node.word(IdentityLevel.self) } ?? .none,
            secondPerson: try optional(values["second_person"]) { node throws(Failure) in
                try node.word(SecondPersonRule.self)
            } ?? .never)
    }

    private static func places(_ node: PlanNode) throws(Failure) -> [ServicePlace] {
        var places: [ServicePlace] = []
        for element in try node.elements() { places.append(try element.word(ServicePlace.self)) }
        return places
    }

    private static let coverageWords = "free, uncounted, quote, denied, {fixed: RIALS} or {quota: [NAME], beyond: PRICE}"

    private static func coverage(_ node: PlanNode) throws(Failure) -> PlanCoverage {
        guard node.isScalar else { return try mappedCoverage(node) }
        switch try node.text(coverageWords) {
        case "free": return .free
        case "uncounted": return .uncounted
        case "quote": return .priced(.quote)
        case "denied": return .denied
        case let other: throw node.failure(.planWrongValue, expected: coverageWords, found: other)
        }
    }

    private static func mappedCoverage(_ node: PlanNode) throws(Failure) -> PlanCoverage {
        guard node.isMapping else {
            throw node.failure(.planWrongValue, expected: coverageWords, found: node.shape)
        }
        let values = try node.mapping(keys: ["fixed", "quota", "beyond"], required: [])
        if values["fixed"] != nil {
            return .priced(try price(node))
        }
        let names = try read(values, "quota", of: node) { node throws(Failure) in try node.elements() }
        var quotas: [QuotaName] = []
        for name in names { quotas.append(QuotaName(rawValue: try name.name("a quota's name"))) }
        return .quota(names: quotas, beyond: try read(values, "beyond", of: node, price))
    }

    private static func price(_ node: PlanNode) throws(Failure) -> PriceRule {
        let words = "quote or {fixed: RIALS}"
        guard node.isMapping else {
            let text = try node.text(words)
            guard text == "quote" else { throw node.failure(.planWrongValue, expected: words, found: text) }
            return .quote
        }
        let values = try node.mapping(keys: ["fixed"], required: ["fixed"])
        let rials = try read(values, "fixed", of: node) { node throws(Failure) in try node.integer("a whole number of rials") }
        return .fixed(perUnit: Money(rials: rials))
    }

    private static func condition(_ node: PlanNode) throws(Failure) -> PlanCondition {
        let keys = ["distance_below_km", "otherwise"]
        let values = try node.mapping(keys: keys, required: keys)
        let kilometres = try read(values, "distance_below_km", of: node) { node throws(Failure) in
            try node.quantity("a number of kilometres")
        }
        // A thousandth of a kilometre is a metre.
        return PlanCondition(
            predicate: .distanceBelow(metres: kilometres.thousandths),
            otherwise: try read(values, "otherwise", of: node, coverage))
    }
}
