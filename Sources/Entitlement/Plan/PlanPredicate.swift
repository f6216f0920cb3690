/// What must hold beyond the interval for the inside of a rule to apply.
package enum PlanPredicate: Hashable, Codable, Sendable {
    /// The route from head office is shorter than so many metres (requirement A7).
    case distanceBelow(metres: Int64)
}

/// A predicate and what holds instead where it fails.
package struct PlanCondition: Hashable, Codable, Sendable {
    package let predicate: PlanPredicate
    package let otherwise: PlanCoverage

    package init(predicate: PlanPredicate, otherwise: PlanCoverage) {
        self.predicate = predicate
        self.otherwise = otherwise
    }
}
