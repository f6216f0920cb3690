import Primitives

/// The evaluation of one question by the plan of one term.
struct LineEvaluation {
    let question: ServiceQuestion
    let standing: LineStanding
    let term: Term
    let setting: EntitlementSetting

    var zone: CivilZone { setting.zone }

    func verdict() -> EntitlementVerdict {
        guard let kind = term.plan.kind(question.kind) else {
            return verdict([denied(EntitlementReason(.deniedUnknownKind, ["kind": question.kind.rawValue]), "none")])
        }
        guard let rule = kind.rule(at: question.place) else {
            let places = kind.rules.flatMap { $0.places.map(\.rawValue) }.joined(separator: ", ")
            let parameters = ["kind": kind.name.rawValue, "place": question.place.rawValue, "places": places]
            return verdict([denied(EntitlementReason(.deniedPlace, parameters), "none")])
        }
        guard term.contains(question.occurredAt, within: rule.interval, in: zone) else {
            let parts = parts(of: rule.outside, in: rule, priced: outsideReason(rule.interval))
            return verdict(parts, conditions(of: rule))
        }
        let (coverage, reason) = inside(rule)
        guard let coverage else { return verdict([denied(reason, rule.id)], conditions(of: rule)) }
        return verdict(parts(of: coverage, in: rule, priced: reason), conditions(of: rule), until: term.end(of: rule.interval))
    }

    /// What applies inside the interval, and the reason of a price there; no coverage where the distance is unknown.
    private func inside(_ rule: PlanRule) -> (PlanCoverage?, EntitlementReason) {
        guard let condition = rule.condition, case .distanceBelow = condition.predicate else { return (rule.inside, EntitlementReason(.pricedByRule)) }
        switch condition.predicate {
        case .samePlatform, .boughtVersion, .coordinated: return (rule.inside, EntitlementReason(.pricedByRule))
        case .distanceBelow(let limit):
            guard let distance = question.distance else {
                return (nil, EntitlementReason(.deniedUnknownDistance, ["limit": String(limit)]))
            }
            if distance.metres < limit { return (rule.inside, EntitlementReason(.pricedByRule)) }
            let parameters = ["metres": String(distance.metres), "limit": String(limit)]
            return (condition.otherwise, EntitlementReason(.pricedByDistance, parameters))
        }
    }

    private func outsideReason(_ interval: IntervalName) -> EntitlementReason {
        if question.occurredAt < zone.midnight(of: term.interval.start) {
            return EntitlementReason(.pricedOutside, ["interval": interval.rawValue, "starts": term.interval.start.text])
        }
        return EntitlementReason(.pricedOutside, ["interval": interval.rawValue, "ended": term.end(of: interval).text])
    }

    private func parts(of coverage: PlanCoverage, in rule: PlanRule, priced reason: EntitlementReason) -> [EntitlementPart] {
        switch coverage {
        case .free:
            return [part(.free, EntitlementReason(.freeByRule), rule.id)]
        case .uncounted:
            let name = QuotaName(rawValue: question.kind.rawValue)
            guard let tally = standing.bucket(name, .tally, of: term) else { return [withoutBucket(name, rule)] }
            return [part(.covered, EntitlementReason(.coveredUncounted), rule.id, effect: .tally, bucket: tally.bucket)]
        case .quota(let names, let beyond):
            return drawing(on: names, beyond: beyond, by: rule)
        case .priced(let price):
            return [priced(question.quantity, .count, price, reason, rule)]
        case .denied:
            return [denied(EntitlementReason(.deniedByRule), rule.id)]
        }
    }

    /// Takes from each quota in the plan's order what it has; the rest costs what the plan says.
    private func drawing(on names: [QuotaName], beyond: PriceRule, by rule: PlanRule) -> [EntitlementPart] {
        var parts: [EntitlementPart] = []
        var rest = question.quantity.thousandths
        var last: BucketStanding?
        var left: Int64 = 0
        for name in names {
            guard let standing = standing.bucket(name, .allotment, of: term) else { return [withoutBucket(name, rule)] }
            last = standing
            let available = max(0, standing.balances.available.thousandths)
            let drawn = min(rest, available)
            left = available - drawn
            guard drawn > 0 else { continue }
            rest -= drawn
            parts.append(
                part(
                    .covered, EntitlementReason(.coveredByQuota, ["quota": name.rawValue]), rule.id, effect: .hold,
                    bucket: standing.bucket, quantity: Quantity(thousandths: drawn), leftAfter: Quantity(thousandths: left)))
            if rest == 0 { return parts }
        }
        let parameters = [
            "quota": last?.bucket.quota.rawValue ?? "", "asked": question.quantity.description,
            "left": Quantity(thousandths: question.quantity.thousandths - rest).description,
        ]
        let reason = EntitlementReason(.pricedBeyondQuota, parameters)
        let unit = last?.bucket.unit ?? .count
        return parts + [priced(Quantity(thousandths: rest), unit, beyond, reason, rule)]
    }

    private func priced(
        _ quantity: Quantity, _ unit: ServiceUnit, _ price: PriceRule, _ reason: EntitlementReason, _ rule: PlanRule
    ) -> EntitlementPart {
        switch price {
        case .quote, .tariff:
            return EntitlementPart(
                quantity: quantity, unit: unit, treatment: .priced, reason: reason, rule: rule.id, price: .quote)
        case .fixed(let perUnit):
            guard let total = try? perUnit.times(quantity) else {
                return denied(EntitlementReason(.deniedOverflow), rule.id)
            }
            return EntitlementPart(
                quantity: quantity, unit: unit, treatment: .priced, reason: reason, rule: rule.id, price: .fixed(total: total))
        }
    }

    private func part(
        _ treatment: EntitlementPart.Treatment, _ reason: EntitlementReason, _ rule: String,
        effect: EntitlementPart.Effect = .nothing,
        bucket: Bucket? = nil, quantity: Quantity? = nil, leftAfter: Quantity? = nil
    ) -> EntitlementPart {
        EntitlementPart(
            quantity: quantity ?? question.quantity, unit: bucket?.unit ?? .count, treatment: treatment, reason: reason,
            rule: rule,
            effect: effect, bucket: bucket?.id, quota: bucket?.quota, leftAfter: leftAfter)
    }

    private func denied(_ reason: EntitlementReason, _ rule: String) -> EntitlementPart {
        part(.denied, reason, rule)
    }

    private func withoutBucket(_ name: QuotaName, _ rule: PlanRule) -> EntitlementPart {
        denied(EntitlementReason(.deniedWithoutBucket, ["quota": name.rawValue]), rule.id)
    }

    private func conditions(of rule: PlanRule) -> [EntitlementCondition] {
        var conditions: [EntitlementCondition] = []
        if question.identity < rule.identity {
            conditions.append(EntitlementCondition(.identity, ["needed": rule.identity.rawValue]))
        }
        if rule.secondPerson == .always { conditions.append(EntitlementCondition(.secondPerson)) }
        return conditions
    }

    private func verdict(
        _ parts: [EntitlementPart], _ conditions: [EntitlementCondition] = [], until: CivilDate? = nil
    ) -> EntitlementVerdict {
        EntitlementVerdict(
            parts: parts, conditions: conditions, contract: standing.contract.id, line: standing.line.id, term: term.id,
            plan: "\(term.plan.name) \(term.plan.edition)", until: until)
    }
}
