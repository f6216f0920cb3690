import Entitlement

extension EntitlementCondition.Code {
    /// The customer must prepare something (requirement B4).
    static let prerequisite = EntitlementCondition.Code(rawValue: ["condition", "prerequisite"].joined(separator: "."))
}
