import Primitives

extension LineEvaluation {
    /// What a rule gives on this day, and the reason of a price there.
    enum Side {
        case given(PlanCoverage, priced: EntitlementReason)
        case denied(EntitlementReason)
    }

    func side(of rule: PlanRule, isInside: Bool) -> Side {
        let coverage = isInside ? rule.inside : rule.outside
        let reason = isInside ? EntitlementReason(.pricedByRule) : outsideReason(rule)
        guard let condition = rule.condition, isInside || condition.isTestedOutside else {
            return .given(coverage, priced: reason)
        }
        switch test(condition.predicate) {
        case .holds: return .given(coverage, priced: reason)
        case .fails(let reason): return .given(condition.otherwise, priced: reason)
        case .unknown(let reason): return .denied(reason)
        }
    }
}
