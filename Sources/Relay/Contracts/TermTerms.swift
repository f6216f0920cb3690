import Entitlement
import Plans
import Primitives
import Transport

/// What was agreed beside the plan for one term, as calls say it (requirements A1, B8a).
struct TermTerms {
    let months: UInt32
    /// Thousandths, by quota name.
    let amounts: [String: Int64]
    let without: [String]
    /// Thousandths, by quota name.
    let steps: [String: Int64]
    /// `price` or `deny`, by quota name.
    let overdraw: [String: String]

    /// Throws `call.invalid` where there are too many values, or one is outside its range.
    func overrides() throws -> PurchaseOverrides {
        for count in [amounts.count, without.count, steps.count, overdraw.count] {
            try FieldChecks.require(count <= DeskLimits.overrides, "quotas")
        }
        var overrides = PurchaseOverrides.none
        if months > 0 {
            try FieldChecks.require(Int(months) <= PlanSnapshot.monthLimit, "months")
            overrides.months = Int(months)
        }
        overrides.quotas = try amounts.mapValues { try quantity($0, 0, "quotas") }
        overrides.without = try without.map { name in
            try FieldChecks.word(name, "without")
            return ServiceKindName(rawValue: name)
        }
        overrides.steps = try steps.mapValues { try quantity($0, 1, "steps") }
        overrides.overdraw = try overdraw.mapValues { try FieldChecks.value($0, "overdraw") }
        for name in [amounts.keys, steps.keys].flatMap({ $0 }) + overdraw.keys { try FieldChecks.word(name, "quotas") }
        return overrides
    }

    private func quantity(_ thousandths: Int64, _ least: Int64, _ field: String) throws -> Quantity {
        try FieldChecks.require((least...PlanSnapshot.quotaLimit.thousandths).contains(thousandths), field)
        return Quantity(thousandths: thousandths)
    }
}

extension PlanSnapshot {
    /// The plan of a call's file. Throws `call.invalid` where it is too long, and what `PlanFile.parse` throws.
    static func parse(_ yaml: String, name: String) throws -> PlanSnapshot {
        try FieldChecks.require(yaml.utf8.count <= DeskLimits.fileBytes, "plan")
        return try PlanFile.parse(yaml, file: String(name.prefix(DeskLimits.wordCharacters)))
    }
}
