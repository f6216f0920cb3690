import Primitives

extension PlanSnapshot {
    /// What no type can say: names meet their definitions, places are ruled once, `assessment` is there and free.
    func validate() throws(Failure) {
        try Self.expect((1...Self.monthLimit).contains(months), "months", "1 to \(Self.monthLimit) Jalali months")
        try Self.expect((1...months).contains(guaranteeMonths), "guarantee_months", "1 to the term's \(months) months")
        try Self.expect(!calendar.isEmpty, "calendar", "a calendar's name")
        try Self.expect(tariff != "", "tariff", "the source of a tariff")
        try Self.expectUnique(quotas.map(\.name.rawValue), "quotas")
        for quota in quotas { try quota.validate("quotas.\(quota.name)") }
        try Self.expectUnique(kinds.map(\.name.rawValue), "kinds")
        try Self.expectUnique(kinds.flatMap { $0.rules.map(\.id) }, "kinds")
        for kind in kinds { try validate(kind) }
        guard let assessment = kind(.assessment) else {
            throw Failure(.planInvalid, ["path": "kinds", "expected": "the kind assessment, which every plan has"])
        }
        for rule in assessment.rules {
            try Self.expect(
                rule.coverages.allSatisfy { $0 == .free }, "kinds.assessment.rules.\(rule.id)",
                "free inside and outside, because nobody knows the kind before looking")
        }
    }

    /// Throws `plan.invalid`.
    static func expect(_ condition: Bool, _ path: String, _ expected: String) throws(Failure) {
        guard condition else { throw Failure(.planInvalid, ["path": path, "expected": expected]) }
    }

    /// Throws `plan.invalid`.
    static func expectUnique(_ names: [String], _ path: String) throws(Failure) {
        var seen: Set<String> = []
        for name in names where !seen.insert(name).inserted {
            throw Failure(.planInvalid, ["path": path, "expected": "\(name) only once"])
        }
    }
}

extension PlanQuota {
    func validate(_ path: String) throws(Failure) {
        let limit = PlanSnapshot.quotaLimit
        try PlanSnapshot.expect((Quantity.zero...limit).contains(amount), path + ".amount", "0 to \(limit) units")
        try PlanSnapshot.expect(step > .zero && step <= limit, path + ".step", "more than 0, up to \(limit) units")
        try PlanSnapshot.expect(
            (1...Self.dayMinutesLimit).contains(dayMinutes), path + ".day_minutes", "1 to \(Self.dayMinutesLimit) minutes")
    }

    /// The minutes of a day.
    package static let dayMinutesLimit: Int64 = 1440
}
