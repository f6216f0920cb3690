import Entitlement
import Primitives

/// The schema of one rule.
struct PlanRuleReader {
    let coverages: PlanCoverageReader

    func rule(_ node: YAMLNode) throws(Failure) -> PlanRule {
        let values = try node.mapping(PlanSchema.rule)
        return PlanRule(
            id: try values.node("id").name("a rule's id"),
            places: try words(ServicePlace.self, of: values.node("places")),
            interval: try values.optional("interval")?.word(IntervalName.self) ?? .support,
            gate: try gate(values),
            inside: try coverages.coverage(values.node("inside")),
            condition: try values.optional("when").map(condition),
            outside: try coverages.coverage(values.node("outside")),
            identity: try values.optional("identity")?.word(IdentityLevel.self) ?? .none,
            secondPerson: try values.optional("second_person")?.word(SecondPersonRule.self) ?? .never,
            hours: try values.optional("hours")?.word(ServiceHours.self) ?? .any,
            channels: try values.optional("channels").map { node throws(Failure) in
                try words(ServiceChannel.self, of: node)
            } ?? [],
            prerequisites: try values.optional("prerequisites").map(prerequisites) ?? [])
    }

    /// At most one of the gates, with the one value that it has.
    private func gate(_ values: YAMLMapping) throws(Failure) -> WindowGate {
        let written = WindowGate.allCases.filter { values.optional($0.rawValue) != nil }
        guard let gate = written.first else { return .requested }
        guard written.count == 1 else {
            throw try values.node(gate.rawValue).failure(
                .planWrongValue, expected: "at most one of " + PlanSchema.gates.joined(separator: ", "),
                found: written.map(\.rawValue).joined(separator: ", "))
        }
        try isTrue(values.node(gate.rawValue))
        return gate
    }

    private func isTrue(_ node: YAMLNode) throws(Failure) {
        guard try node.text("true") == "true" else {
            throw node.failure(.planWrongValue, expected: "true", found: node.shape)
        }
    }

    private func words<Word: RawRepresentable & CaseIterable>(
        _ type: Word.Type, of node: YAMLNode
    ) throws(Failure) -> [Word] where Word.RawValue == String {
        var words: [Word] = []
        for element in try node.elements() { words.append(try element.word(type)) }
        guard !words.isEmpty else { throw node.failure(.planWrongValue, expected: "at least one", found: "an empty list") }
        return words
    }

    private func prerequisites(_ node: YAMLNode) throws(Failure) -> [Prerequisite] {
        var prerequisites: [Prerequisite] = []
        for element in try node.elements() {
            let values = try element.mapping(PlanSchema.prerequisite)
            prerequisites.append(
                Prerequisite(
                    name: try values.node("name").name("a prerequisite's name"), title: try values.node("title").title()))
        }
        return prerequisites
    }

    /// Whether `when` is tested after the interval too.
    private enum Application: String, CaseIterable {
        case inside
        case always
    }

    private func condition(_ node: YAMLNode) throws(Failure) -> PlanCondition {
        let values = try node.mapping(PlanSchema.when)
        let key = try values.one(of: PlanSchema.predicates)
        return PlanCondition(
            predicate: try predicate(key, values.node(key)), otherwise: try coverages.coverage(values.node("otherwise")),
            isTestedOutside: try values.optional("applies")?.word(Application.self) == .always)
    }

    private func predicate(_ key: String, _ node: YAMLNode) throws(Failure) -> PlanPredicate {
        switch key {
        case "distance_below_km":
            // A thousandth of a kilometre is a metre.
            return .distanceBelow(metres: try node.quantity("a number of kilometres").thousandths)
        case "coordinated":
            let values = try node.mapping(PlanSchema.coordinated)
            let days = try values.optional("lead_business_days")?.integer(
                "a number of business days", in: 0...PlanSnapshot.leadLimit)
            return .coordinated(leadBusinessDays: days ?? Self.leadBusinessDays)
        default:
            try isTrue(node)
            return key == "same_platform" ? .samePlatform : .boughtVersion
        }
    }

    /// The lead time of a notice where the plan names none (requirement B12).
    static let leadBusinessDays = 2
}
