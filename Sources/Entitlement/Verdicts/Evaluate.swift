import Primitives

/// The verdict: a pure function of its inputs (invariant 11). It always answers; a question that makes no sense is denied.
package func evaluate(_ question: ServiceQuestion, for standing: Standing, in setting: EntitlementSetting) -> EntitlementVerdict {
    guard question.quantity > .zero else {
        return outright(
            .denied, EntitlementReason(.deniedQuantity, ["asked": question.quantity.description]), "none", question, standing,
            in: setting.zone)
    }
    if question.initiator == .vendor {
        return outright(.free, EntitlementReason(.freeForVendor), "vendor-initiated", question, standing, in: setting.zone)
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

/// Where somebody without an active contract is shown the product and is looked at.
private let prospectPlaces: [ServiceKindName: [ServicePlace]] = [.demo: [.remote, .company], .assessment: [.remote, .phone]]

/// Somebody without an active contract sees the product and is looked at, no more (requirement A20).
private func forProspects(_ question: ServiceQuestion, _ standing: Standing, else reason: EntitlementReason) -> EntitlementVerdict
{
    guard prospectPlaces[question.kind]?.contains(question.place) ?? false else {
        return outright(.denied, reason, "none", question, standing)
    }
    return outright(.free, EntitlementReason(.freeForProspect), "prospect", question, standing)
}

/// One part for the whole quantity, before any plan's rule was asked.
private func outright(
    _ treatment: EntitlementPart.Treatment, _ reason: EntitlementReason, _ rule: String, _ question: ServiceQuestion,
    _ standing: Standing, in zone: CivilZone? = nil
) -> EntitlementVerdict {
    func part(_ unit: ServiceUnit?) -> EntitlementPart {
        EntitlementPart(
            quantity: question.quantity, unit: question.unit ?? unit ?? .count, treatment: treatment, reason: reason, rule: rule)
    }
    guard case .line(let line) = standing else { return EntitlementVerdict(parts: [part(nil)]) }
    let plan = zone.flatMap { line.term(at: question.occurredAt, in: $0) }?.plan
    return EntitlementVerdict(
        parts: [part(plan?.kind(question.kind)?.unit)], contract: line.contract.id, line: line.line.id)
}
