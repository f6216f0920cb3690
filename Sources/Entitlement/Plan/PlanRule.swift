/// One rule of a kind for some places: the interval that it tests, and what is inside it and after it.
package struct PlanRule: Hashable, Codable, Sendable {
    /// Stands in verdicts and logs: `A3`, or `A10-remote` where a requirement needs several rules.
    package let id: String
    package let places: [ServicePlace]
    package let interval: IntervalName
    /// What must lie in the interval.
    package let gate: WindowGate
    package let inside: PlanCoverage
    package let condition: PlanCondition?
    package let outside: PlanCoverage
    /// The least identity that the work needs.
    package let identity: IdentityLevel
    package let secondPerson: SecondPersonRule
    package let hours: ServiceHours
    /// Through which channels it may be asked for; empty: through any (requirement A18).
    package let channels: [ServiceChannel]
    package let prerequisites: [Prerequisite]

    package init(
        id: String, places: [ServicePlace], interval: IntervalName = .support, gate: WindowGate = .requested,
        inside: PlanCoverage, condition: PlanCondition? = nil, outside: PlanCoverage, identity: IdentityLevel = .none,
        secondPerson: SecondPersonRule = .never, hours: ServiceHours = .any, channels: [ServiceChannel] = [],
        prerequisites: [Prerequisite] = []
    ) {
        self.id = id
        self.places = places
        self.interval = interval
        self.gate = gate
        self.inside = inside
        self.condition = condition
        self.outside = outside
        self.identity = identity
        self.secondPerson = secondPerson
        self.hours = hours
        self.channels = channels
        self.prerequisites = prerequisites
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

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        // Snapshots of the first edition said only whether a second person is always needed.
        let flag = try? values.decodeIfPresent(Bool.self, forKey: .secondPerson)
        let secondPerson: SecondPersonRule =
            if let flag { flag ? .always : .never } else {
                try values.decodeIfPresent(SecondPersonRule.self, forKey: .secondPerson) ?? .never
            }
        self.init(
            id: try values.decode(String.self, forKey: .id), places: try values.decode([ServicePlace].self, forKey: .places),
            interval: try values.decode(IntervalName.self, forKey: .interval),
            gate: try values.decodeIfPresent(WindowGate.self, forKey: .gate) ?? .requested,
            inside: try values.decode(PlanCoverage.self, forKey: .inside),
            condition: try values.decodeIfPresent(PlanCondition.self, forKey: .condition),
            outside: try values.decode(PlanCoverage.self, forKey: .outside),
            identity: try values.decode(IdentityLevel.self, forKey: .identity), secondPerson: secondPerson,
            hours: try values.decodeIfPresent(ServiceHours.self, forKey: .hours) ?? .any,
            channels: try values.decodeIfPresent([ServiceChannel].self, forKey: .channels) ?? [],
            prerequisites: try values.decodeIfPresent([Prerequisite].self, forKey: .prerequisites) ?? [])
    }
}
