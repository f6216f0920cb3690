import Primitives

/// The evaluation of one question by the plan of one term.
struct LineEvaluation {
    let question: ServiceQuestion
    let standing: LineStanding
    let term: Term
    let setting: EntitlementSetting

    var zone: CivilZone { setting.zone }
    /// nil where nobody imported the plan's calendar, or it has no hours.
    var businessTime: BusinessTime? { setting.businessTime(of: term.plan) }

    func verdict() -> EntitlementVerdict {
        guard let kind = term.plan.kind(question.kind) else {
            return denial(EntitlementReason(.deniedUnknownKind, ["kind": question.kind.rawValue]), nil)
        }
        guard let rule = kind.rule(at: question.place) else {
            let places = kind.rules.flatMap { $0.places.map(\.rawValue) }.joined(separator: ", ")
            let parameters = ["kind": kind.name.rawValue, "place": question.place.rawValue, "places": places]
            return denial(EntitlementReason(.deniedPlace, parameters), nil)
        }
        if let channel = question.channel, !rule.channels.isEmpty, !rule.channels.contains(channel) {
            let channels = rule.channels.map(\.rawValue).joined(separator: ", ")
            return denial(EntitlementReason(.deniedChannel, ["channel": channel.rawValue, "channels": channels]), rule)
        }
        guard let amount = amount(of: kind, rule) else {
            let units = ["unit": (question.unit ?? kind.unit).rawValue, "needed": kind.unit.rawValue]
            return denial(EntitlementReason(.deniedUnit, units), rule)
        }
        if needsCalendar(rule), businessTime == nil {
            return denial(EntitlementReason(.deniedUnknownCalendar, ["calendar": term.plan.calendar]), rule)
        }
        let isInside = isInside(rule)
        let parts: [EntitlementPart] =
            switch side(of: rule, isInside: isInside) {
            case .given(let coverage, let reason): LinePart(of: self, kind, rule, amount).parts(coverage, priced: reason)
            case .denied(let reason): [LinePart(of: self, kind, rule, amount).denied(reason)]
            }
        return verdict(parts, of: kind, rule, isInside: isInside)
    }

    /// The quantity in the kind's unit; nil where its unit cannot be changed into that.
    private func amount(of kind: PlanKind, _ rule: PlanRule) -> Quantity? {
        guard let unit = question.unit else { return question.quantity }
        return try? unit.convert(question.quantity, to: kind.unit, dayMinutes: dayMinutes(of: rule))
    }

    /// Of the first quota, because the others are of the same unit.
    func dayMinutes(of rule: PlanRule) -> Int64 {
        rule.quotas.first.flatMap { term.plan.quota($0) }?.dayMinutes ?? PlanQuota.dayMinutes
    }

    private func verdict(
        _ parts: [EntitlementPart], of kind: PlanKind, _ rule: PlanRule, isInside: Bool
    ) -> EntitlementVerdict {
        // What is not given has no conditions and is never due.
        let isDenied = parts.contains { $0.treatment == .denied }
        return EntitlementVerdict(
            parts: parts, conditions: isDenied ? [] : conditions(of: rule), contract: standing.contract.id,
            line: standing.line.id, term: term.id, plan: "\(term.plan.name) \(term.plan.edition)",
            // What was released in the window is given after it too, without an end.
            until: isInside && isRequestedInside(rule) ? term.end(of: rule.interval) : nil,
            due: isInside && !isDenied && !parts.contains { $0.price?.needsQuote ?? false } ? due(kind) : nil)
    }

    /// Before any rule gave something.
    private func denial(_ reason: EntitlementReason, _ rule: PlanRule?) -> EntitlementVerdict {
        let unit = question.unit ?? term.plan.kind(question.kind)?.unit ?? .count
        let part = EntitlementPart(
            quantity: question.quantity, unit: unit, treatment: .denied, reason: reason, rule: rule?.id ?? "none")
        return EntitlementVerdict(
            parts: [part], contract: standing.contract.id, line: standing.line.id, term: term.id,
            plan: "\(term.plan.name) \(term.plan.edition)")
    }

    /// When the vendor means to be done (requirement A26): of work that may begin now, not of what was done before it is written
    /// down, and not while a quote is waited for.
    private func due(_ kind: PlanKind) -> Timestamp? {
        guard let minutes = kind.targetMinutes, question.recordedAt == nil, let time = businessTime else { return nil }
        return try? time.deadline(from: question.occurredAt, after: .seconds(minutes * 60))
    }
}
