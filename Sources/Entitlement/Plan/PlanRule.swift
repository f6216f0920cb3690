/// One rule of a kind for some places: the interval that it tests, and what is inside it and after it.
package struct PlanRule: Hashable, Codable, Sendable {
    /// Stands in verdicts and logs: `A3`, or `A10-remote` where a requirement needs several rules.
    package let id: String
    package let places: [ServicePlace]
    package let interval: IntervalName
    package let inside: PlanCoverage
    package let condition: PlanCondition?
    package let outside: PlanCoverage
    /// The least identity that the work needs.
    package let identity: IdentityLevel
    /// A second person must confirm (requirement A14).
    package let secondPerson: Bool

    package init(
        id: String, places: [ServicePlace], interval: IntervalName = .support, inside: PlanCoverage,
        condition: PlanCondition? = nil,
        outside: PlanCoverage, identity: IdentityLevel = .none, secondPerson: Bool = false
    ) {
        self.id = id
        self.places = places
        self.interval = interval
        self.inside = inside
        self.condition = condition
        self.outside = outside
        self.identity = identity
        self.secondPerson = secondPerson
    }

    /// Everything that the rule can give, in the order inside, where the condition fails, outside.
    package var coverages: [PlanCoverage] {
        [inside] + (condition.map { [$0.otherwise] } ?? []) + [outside]
    }

    /// The quotas that the rule can draw on, without repetition.
    package var quotas: [QuotaName] {
        var names: [QuotaName] = []
        for case .quota(let listed, _) in coverages {
            for name in listed where !names.contains(name) { names.append(name) }
        }
        return names
    }

    /// Whether some side of the rule posts uses that no quota counts.
    package var isUncounted: Bool { coverages.contains(.uncounted) }
}
