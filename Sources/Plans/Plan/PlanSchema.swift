import Entitlement

/// Every key of a plan file, by the mapping in which it stands.
package enum PlanSchema {
    package static let plan = MappingSchema(
        "plan", required: ["plan", "edition", "title", "months", "kinds"],
        optional: ["guarantee_months", "calendar", "tariff", "quotas"])
    package static let quota = MappingSchema(
        "quota", required: ["title", "unit", "amount"], optional: ["step", "counts_per", "overdraw", "day_minutes"])
    package static let kind = MappingSchema(
        "kind", required: ["title", "rules"], optional: ["unit", "every_months", "target", "points"])
    package static let rule = MappingSchema(
        "rule", required: ["id", "places", "inside", "outside"],
        optional: ["interval", "when", "identity", "second_person", "hours", "channels", "prerequisites"] + gates)
    package static let prerequisite = MappingSchema("prerequisite", required: ["name", "title"])
    package static let when = MappingSchema("when", required: ["otherwise"], optional: predicates + ["applies"])
    package static let coordinated = MappingSchema("coordinated", required: [], optional: ["lead_business_days"])
    package static let coverage = MappingSchema("coverage", required: [], optional: coverages + ["beyond"])
    package static let price = MappingSchema("price", required: [], optional: prices)
    package static let rate = MappingSchema("rate", required: ["rate"], optional: ["step", "minimum", "travel"])

    /// In the order of Docs/plans.md.
    package static let all = [plan, .title, quota, kind, rule, prerequisite, when, coordinated, coverage, price, rate]

    /// Of these at most one stands in a rule.
    static let gates = WindowGate.allCases.map(\.rawValue)
    /// Of each of these, exactly one stands there.
    static let predicates = ["distance_below_km", "same_platform", "bought_version", "coordinated"]
    static let coverages = ["fixed", "quote", "quota"]
    static let prices = ["fixed", "quote"]
}
