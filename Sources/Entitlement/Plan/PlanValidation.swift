import Primitives

extension PlanSnapshot {
    /// What no type can say: names meet their definitions, places are ruled once, `assessment` is there and free.
    func validate() throws(Failure) {
        try expect((1...Self.monthLimit).contains(months), "months", "1 to \(Self.monthLimit) Jalali months")
        try expect((1...months).contains(guaranteeMonths), "guarantee_months", "1 to the term's \(months) months")
        try expectUnique(quotas.map(\.name.rawValue), "quotas")
        for quota in quotas {
            try expect(
                (Quantity.zero...Self.quotaLimit).contains(quota.amount), "quotas.\(quota.name).amount",
                "0 to \(Self.quotaLimit) units")
        }
        try expectUnique(kinds.map(\.name.rawValue), "kinds")
        try expectUnique(kinds.flatMap { $0.rules.map(\.id) }, "kinds")
        for kind in kinds { try validate(kind) }
        guard let assessment = kind(.assessment) else {
            throw Failure(.planInvalid, ["path": "kinds", "expected": "the kind assessment, which every plan has"])
        }
        for rule in assessment.rules {
            try expect(
                rule.coverages.allSatisfy { $0 == .free }, "kinds.assessment.rules.\(rule.id)",
                "free inside and outside, because nobody knows the kind before looking")
        }
    }

    private func validate(_ kind: PlanKind) throws(Failure) {
        let path = "kinds.\(kind.name)"
        try expect(!kind.rules.isEmpty, path + ".rules", "at least one rule")
        try expectUnique(kind.rules.flatMap { $0.places.map(\.rawValue) }, path + ".rules.places")
        for rule in kind.rules {
            let rulePath = path + ".rules.\(rule.id)"
            try expect(!rule.places.isEmpty, rulePath + ".places", "at least one place")
            var unit: ServiceUnit?
            for name in rule.quotas {
                guard let quota = quota(name) else {
                    let known = quotas.map(\.name.rawValue).joined(separator: ", ")
                    throw Failure(.planInvalid, ["path": rulePath, "expected": "a quota of this plan (\(known)), not \(name)"])
                }
                try expect(unit == nil || unit == quota.unit, rulePath, "quotas of one unit")
                unit = quota.unit
            }
            for coverage in rule.coverages { try validate(coverage, rulePath) }
            if case .distanceBelow(let metres)? = rule.condition?.predicate {
                try expect((1...Self.distanceLimit).contains(metres), rulePath + ".when", "a distance of 1 m to 10,000 km")
            }
        }
    }

    private func validate(_ coverage: PlanCoverage, _ path: String) throws(Failure) {
        switch coverage {
        case .quota(let names, let beyond):
            try expect(!names.isEmpty, path + ".quota", "at least one quota")
            try expectUnique(names.map(\.rawValue), path + ".quota")
            try validate(beyond, path)
        case .priced(let price): try validate(price, path)
        case .free, .uncounted, .denied: break
        }
    }

    private func validate(_ price: PriceRule, _ path: String) throws(Failure) {
        guard case .fixed(let amount) = price else { return }
        try expect((Money(rials: 1)...Self.priceLimit).contains(amount), path + ".fixed", "1 to 10^12 rials")
    }

    private func expect(_ condition: Bool, _ path: String, _ expected: String) throws(Failure) {
        guard condition else { throw Failure(.planInvalid, ["path": path, "expected": expected]) }
    }

    private func expectUnique(_ names: [String], _ path: String) throws(Failure) {
        var seen: Set<String> = []
        for name in names where !seen.insert(name).inserted {
            throw Failure(.planInvalid, ["path": path, "expected": "\(name) only once"])
        }
    }

    /// A quarter of the earth's girth, in metres: no route is longer.
    private static let distanceLimit: Int64 = 10_000_000
    /// A hundred billion toman for a unit of work is a typing error; so small that quantities cannot overflow it.
    private static let priceLimit = Money(rials: 1_000_000_000_000)
}
