import Primitives

extension PlanSnapshot {
    func validate(_ kind: PlanKind) throws(Failure) {
        let path = "kinds.\(kind.name)"
        if let months = kind.everyMonths {
            try Self.expect(
                (1...Self.monthLimit).contains(months), path + ".every_months", "1 to \(Self.monthLimit) Jalali months")
        }
        if let minutes = kind.targetMinutes {
            try Self.expect(
                (1...PlanKind.targetLimit).contains(minutes), path + ".target", "1 to \(PlanKind.targetLimit) business minutes")
        }
        try Self.expect((0...PlanKind.pointLimit).contains(kind.points), path + ".points", "0 to \(PlanKind.pointLimit) points")
        try Self.expect(!kind.rules.isEmpty, path + ".rules", "at least one rule")
        try Self.expectUnique(kind.rules.flatMap { $0.places.map(\.rawValue) }, path + ".rules.places")
        for rule in kind.rules { try validate(rule, of: kind, path + ".rules.\(rule.id)") }
    }

    private func validate(_ rule: PlanRule, of kind: PlanKind, _ path: String) throws(Failure) {
        try Self.expect(!rule.places.isEmpty, path + ".places", "at least one place")
        try Self.expectUnique(rule.channels.map(\.rawValue), path + ".channels")
        try Self.expectUnique(rule.prerequisites.map(\.name), path + ".prerequisites")
        try Self.expect(
            rule.prerequisites.count <= PlanRule.prerequisiteLimit, path + ".prerequisites",
            "at most \(PlanRule.prerequisiteLimit) prerequisites")
        for name in rule.quotas {
            guard let quota = quota(name) else {
                let known = quotas.map(\.name.rawValue).joined(separator: ", ")
                throw Failure(.planInvalid, ["path": path, "expected": "a quota of this plan (\(known)), not \(name)"])
            }
            try Self.expect(
                quota.unit == kind.unit, path,
                "quotas in the unit of the kind (\(kind.unit.rawValue)); \(name) has \(quota.unit.rawValue)")
        }
        for coverage in rule.coverages { try validate(coverage, path) }
        if let condition = rule.condition { try validate(condition.predicate, path + ".when") }
    }

    private func validate(_ predicate: PlanPredicate, _ path: String) throws(Failure) {
        switch predicate {
        case .distanceBelow(let metres):
            try Self.expect((1...Self.distanceLimit).contains(metres), path, "a distance of 1 m to 10,000 km")
        case .coordinated(let days):
            try Self.expect((0...Self.leadLimit).contains(days), path, "0 to \(Self.leadLimit) business days")
        case .samePlatform, .boughtVersion: break
        }
    }

    private func validate(_ coverage: PlanCoverage, _ path: String) throws(Failure) {
        switch coverage {
        case .quota(let names, let beyond):
            try Self.expect(!names.isEmpty, path + ".quota", "at least one quota")
            try Self.expectUnique(names.map(\.rawValue), path + ".quota")
            try validate(beyond, path)
        case .priced(let price): try validate(price, path)
        case .free, .uncounted, .denied: break
        }
    }

    private func validate(_ price: PriceRule, _ path: String) throws(Failure) {
        switch price {
        case .fixed(let amount):
            try Self.expect((Money(rials: 1)...Self.priceLimit).contains(amount), path + ".fixed", "1 to 10^12 rials")
        case .quote: break
        case .tariff(let rate):
            try Self.expect(tariff != nil, path + ".quote", "quote alone, for the plan names no tariff")
            for (name, quantity) in [("step", rate.step), ("minimum", rate.minimum)] {
                guard let quantity else { continue }
                try Self.expect(
                    quantity > .zero && quantity <= Self.quotaLimit, path + ".quote." + name,
                    "more than 0, up to \(Self.quotaLimit) units")
            }
        }
    }

    /// A quarter of the earth's girth, in metres: no route is longer.
    private static let distanceLimit: Int64 = 10_000_000
    /// A hundred billion toman for a unit of work is a typing error; so small that quantities cannot overflow it.
    private static let priceLimit = Money(rials: 1_000_000_000_000)
    /// A quarter of a year: a longer lead is a typing error.
    package static let leadLimit = 60
}

extension PlanKind {
    /// Sixty days of twenty-four hours, in minutes: a longer target of business time is a typing error.
    package static let targetLimit: Int64 = 86_400
    /// So many points for one success are a typing error.
    package static let pointLimit: Int64 = 1_000_000
}

extension PlanRule {
    /// They are read out on the phone, one after the other.
    package static let prerequisiteLimit = 12
}
