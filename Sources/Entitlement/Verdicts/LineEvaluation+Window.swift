import Primitives

extension LineEvaluation {
    /// Whether the request was made in the rule's interval.
    func isRequestedInside(_ rule: PlanRule) -> Bool {
        term.contains(question.occurredAt, within: rule.interval, in: zone)
    }

    /// Whether what the rule's gate asks about lies in its interval. A release may have come out in any term of the line, also
    /// in one before a gap.
    func isInside(_ rule: PlanRule) -> Bool {
        guard rule.gate == .released, let released = question.released else { return isRequestedInside(rule) }
        return standing.terms.contains { $0.contains(released, within: rule.interval) }
    }

    /// Why what lies outside costs something.
    func outsideReason(_ rule: PlanRule) -> EntitlementReason {
        let interval = rule.interval.rawValue
        if rule.gate == .released, let released = question.released {
            return EntitlementReason(.pricedByRelease, ["released": released.text, "interval": interval])
        }
        if question.occurredAt < zone.midnight(of: term.interval.start) {
            return EntitlementReason(.pricedOutside, ["interval": interval, "starts": term.interval.start.text])
        }
        return EntitlementReason(.pricedOutside, ["interval": interval, "ended": term.end(of: rule.interval).text])
    }
}
