/// A kind of service and its rules, at most one for each place.
package struct PlanKind: Hashable, Codable, Sendable {
    package let name: ServiceKindName
    package let title: LocalizedText
    /// What a quantity of it means; its quotas count the same.
    package let unit: ServiceUnit
    /// It is due again so many Jalali months after the last time, or after the term's start (requirements A11, A23).
    package let everyMonths: Int?
    /// The vendor's own target for being done, in minutes of the business calendar (requirement A26).
    package let targetMinutes: Int64?
    /// What a success adds to the customer's points in the club (requirement A25).
    package let points: Int64
    package let rules: [PlanRule]

    package init(
        name: ServiceKindName, title: LocalizedText, unit: ServiceUnit = .count, everyMonths: Int? = nil,
        targetMinutes: Int64? = nil, points: Int64 = 0, rules: [PlanRule]
    ) {
        self.name = name
        self.title = title
        self.unit = unit
        self.everyMonths = everyMonths
        self.targetMinutes = targetMinutes
        self.points = points
        self.rules = rules
    }

    package func rule(at place: ServicePlace) -> PlanRule? {
        rules.first { $0.places.contains(place) }
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try values.decode(ServiceKindName.self, forKey: .name),
            title: try values.decode(LocalizedText.self, forKey: .title),
            unit: try values.decodeIfPresent(ServiceUnit.self, forKey: .unit) ?? .count,
            everyMonths: try values.decodeIfPresent(Int.self, forKey: .everyMonths),
            targetMinutes: try values.decodeIfPresent(Int64.self, forKey: .targetMinutes),
            points: try values.decodeIfPresent(Int64.self, forKey: .points) ?? 0,
            rules: try values.decode([PlanRule].self, forKey: .rules))
    }
}
