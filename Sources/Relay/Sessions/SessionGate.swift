import Entitlement
import Primitives
import RelayStorage
import Sessions
import Storage

/// What must have happened before a grant counts: the customer has prepared what was announced, and a colleague has confirmed
/// (requirements A14, B4). Until then the session stays where it is, and the same grant may come again.
struct SessionGate {
    let record: SessionRecord

    /// Conditions that somebody meets after the request. A session's identity is signed, and hours inform only.
    static let codes: Set<String> = [
        EntitlementCondition.Code.secondPerson.rawValue, EntitlementCondition.Code.prerequisite.rawValue,
    ]

    /// Throws `entitlement.condition-unmet` with the condition's own parameters, as it stands in the verdict.
    func admit(_ lines: [VerdictMaking.Line]) throws {
        for condition in lines.flatMap(\.verdict.conditions) where Self.codes.contains(condition.code.rawValue) {
            let by = try record.transaction.sessionConditions.metBy(condition.code.rawValue, of: record.session.id)
            guard by == nil else { continue }
            let facts = ["condition": condition.code.rawValue, "session": "S-\(record.row.number)"]
            throw Failure(.entitlementConditionUnmet, condition.parameters.merging(facts) { own, _ in own })
        }
    }
}

extension Array where Element: Hashable {
    /// Each once, in their order: lines of one session may have the same conditions.
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
