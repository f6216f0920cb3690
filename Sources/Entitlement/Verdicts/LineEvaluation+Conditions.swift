import Primitives

extension LineEvaluation {
    /// Whether the rule's verdict depends on the plan's business calendar.
    func needsCalendar(_ rule: PlanRule) -> Bool {
        if rule.hours == .business || rule.secondPerson == .outsideHours { return true }
        guard case .coordinated? = rule.condition?.predicate else { return false }
        // Only a notice without an answer is measured in business days.
        return question.hostChange?.notified != nil
    }

    func conditions(of rule: PlanRule) -> [EntitlementCondition] {
        let isClosed = !(businessTime?.isOpen(at: question.occurredAt) ?? true)
        var conditions: [EntitlementCondition] = []
        if question.identity < rule.identity {
            conditions.append(EntitlementCondition(.identity, ["needed": rule.identity.rawValue]))
        }
        if rule.secondPerson == .always || (rule.secondPerson == .outsideHours && isClosed) {
            conditions.append(EntitlementCondition(.secondPerson))
        }
        conditions += rule.prerequisites.map { prerequisite in
            let title = ["persian": prerequisite.title.persian, "english": prerequisite.title.english]
            return EntitlementCondition(.prerequisite, ["name": prerequisite.name].merging(title) { own, _ in own })
        }
        if rule.hours == .business, isClosed { conditions.append(outsideHours()) }
        return conditions
    }

    private func outsideHours() -> EntitlementCondition {
        var parameters = ["calendar": term.plan.calendar]
        if let opening = try? businessTime?.nextOpening(after: question.occurredAt) {
            parameters["opens"] = String(opening.milliseconds)
        }
        return EntitlementCondition(.outsideHours, parameters)
    }
}
