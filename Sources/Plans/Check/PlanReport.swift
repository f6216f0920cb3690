package import Entitlement
package import Primitives

/// A plan file as it was understood.
package struct PlanReport: Sendable {
    package let plan: PlanSnapshot
    /// One for each kind and place, in the order of the file.
    package let rows: [PlanRow]
    /// In the order of their lines: a code, and its parameters with `file` and `line`; sentences are made of them like of
    /// failures, but they refuse nothing.
    package let warnings: [Failure]

    static func rows(of plan: PlanSnapshot) -> [PlanRow] {
        plan.kinds.flatMap { kind in
            kind.rules.flatMap { rule in rule.places.map { PlanRow(kind: kind.name, place: $0, rule: rule) } }
        }
    }
}

/// What one kind is at one place, in the words of plan files.
package struct PlanRow: Hashable, Sendable {
    package let kind: ServiceKindName
    package let place: ServicePlace
    /// The rule's id.
    package let rule: String
    package let interval: IntervalName
    /// `quota remote-install, then quote by remote-install`.
    package let inside: String
    /// `released in window; distance below 40 km, otherwise quote`; nil where nothing more is asked.
    package let condition: String?
    package let outside: String

    init(kind: ServiceKindName, place: ServicePlace, rule: PlanRule) {
        self.kind = kind
        self.place = place
        self.rule = rule.id
        interval = rule.interval
        inside = rule.inside.words
        condition = rule.conditionWords
        outside = rule.outside.words
    }
}
