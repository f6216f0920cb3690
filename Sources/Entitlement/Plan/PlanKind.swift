/// A kind of service and its rules, at most one for each place.
package struct PlanKind: Hashable, Codable, Sendable {
    package let name: ServiceKindName
    package let title: LocalizedText
    package let rules: [PlanRule]

    package init(name: ServiceKindName, title: LocalizedText, rules: [PlanRule]) {
        self.name = name
        self.title = title
        self.rules = rules
    }

    package func rule(at place: ServicePlace) -> PlanRule? {
        rules.first { $0.places.contains(place) }
    }
}
