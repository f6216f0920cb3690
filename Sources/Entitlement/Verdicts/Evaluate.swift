import Primitives

/// The verdict: a pure function of its inputs (invariant 11). It always answers; a question that makes no sense is denied.
package func evaluate(_ question: ServiceQuestion, for standing: Standing, in setting: EntitlementSetting) -> EntitlementVerdict {
    guard question.quantity > .zero else {
        return outright(
            .denied, EntitlementReason(.deniedQuantity, ["asked": question.quantity.description]), "none", question, standing)
    }
    if question.initiator == .vendor {
        return outright(.free, EntitlementReason(.freeForVendor), "vendor-initiated", question, standing)
    }
    switch standing {
    case .prospect:
        return forProspects(question, standing, else: EntitlementReason(.deniedWithoutContract, ["kind": question.kind.rawValue]))
    case .line(let line):
        guard line.contract.state == .active else {
            let reason = EntitlementReason(.deniedByState, ["state": line.contract.state.rawValue])
            return forProspects(question, standing, else: reason)
        }
        guard let term = line.term(at: question.occurredAt, in: setting.zone) else {
            return forProspects(question, standing, else: EntitlementReason(.deniedWithoutTerm))
        }
        return LineEvaluation(question: question, standing: line, term: term, setting: setting).verdict()
    }
}

/// Somebody without an active contract sees the product and is looked at, no more (requirement A20).
private func forProspects(_ question: ServiceQuestion, _ standing: Standing, else reason: EntitlementReason) -> EntitlementVerdict
{
    guard [.demo, .assessment].contains(question.kind), question.place == .remote else {
        return outright(.denied, reason, "none", question, standing)
    }
    return outright(.free, EntitlementReason(.freeForProspect), "prospect", question, standing)
}

/// One part for the whole quantity, before any plan was asked.
private func outright(
    _ treatment: EntitlementPart.Treatment, _ reason: EntitlementReason, _ rule: String, _ question: ServiceQuestion,
    _ standing: Standing
) -> EntitlementVerdict {
    let part = EntitlementPart(quantity: question.quantity, unit: .count, treatment: treatment, reason: reason, rule: rule)
    guard case .line(let line) = standing else { return EntitlementVerdict(parts: [part]) }
    return EntitlementVerdict(parts: [part], contract: line.contract.id, line: line.line.id)
}
