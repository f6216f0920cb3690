import Primitives

/// Makes the parts of a verdict, once it is known what the rule gives.
struct LinePart {
    let evaluation: LineEvaluation
    let kind: PlanKind
    let rule: PlanRule
    /// What was asked for, in the kind's unit.
    let amount: Quantity

    init(of evaluation: LineEvaluation, _ kind: PlanKind, _ rule: PlanRule, _ amount: Quantity) {
        self.evaluation = evaluation
        self.kind = kind
        self.rule = rule
        self.amount = amount
    }

    func parts(_ coverage: PlanCoverage, priced reason: EntitlementReason) -> [EntitlementPart] {
        switch coverage {
        case .free: [part(.free, EntitlementReason(.freeByRule))]
        case .uncounted: [uncounted()]
        case .quota(let names, let beyond): drawing(on: names, beyond: beyond)
        case .priced(let price): [priced(amount, price, reason)]
        case .denied:
            [denied(EntitlementReason(.deniedByRule, Self.outside.contains(reason.code) ? reason.parameters : [:]))]
        }
    }

    private static let outside: [EntitlementReason.Code] = [.pricedOutside, .pricedByRelease]

    func denied(_ reason: EntitlementReason, _ quantity: Quantity? = nil) -> EntitlementPart {
        part(.denied, reason, quantity: quantity)
    }

    func withoutBucket(_ name: QuotaName) -> EntitlementPart {
        denied(reason(.deniedWithoutBucket, name))
    }

    /// A reason that names a quota, with its title in both languages where the plan has it.
    func reason(
        _ code: EntitlementReason.Code, _ name: QuotaName, _ parameters: [String: String] = [:]
    ) -> EntitlementReason {
        var all = parameters
        all["quota"] = name.rawValue
        if let title = evaluation.term.plan.quota(name)?.title {
            (all["persian"], all["english"]) = (title.persian, title.english)
        }
        return EntitlementReason(code, all)
    }

    func part(
        _ treatment: EntitlementPart.Treatment, _ reason: EntitlementReason, quantity: Quantity? = nil,
        effect: EntitlementPart.Effect = .nothing, bucket: Bucket? = nil, leftAfter: Quantity? = nil
    ) -> EntitlementPart {
        EntitlementPart(
            quantity: quantity ?? amount, unit: kind.unit, treatment: treatment, reason: reason, rule: rule.id, effect: effect,
            bucket: bucket?.id, quota: bucket?.quota, leftAfter: leftAfter)
    }

    private func uncounted() -> EntitlementPart {
        let name = QuotaName(rawValue: kind.name.rawValue)
        guard let tally = evaluation.standing.bucket(name, .tally, of: evaluation.term) else { return withoutBucket(name) }
        return part(.covered, EntitlementReason(.coveredUncounted), effect: .tally, bucket: tally.bucket)
    }
}
