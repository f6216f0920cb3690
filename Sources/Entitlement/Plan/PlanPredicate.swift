/// What must hold beyond the interval for a rule's cover to apply.
package enum PlanPredicate: Hashable, Codable, Sendable {
    /// The route from head office is shorter than so many metres (requirement A7).
    case distanceBelow(metres: Int64)
    /// The release is for the platform of the line, as `linux-x86_64` is for `linux` (requirement B6).
    case samePlatform
    /// The work is on the version that was bought (requirement B7).
    case boughtVersion
    /// The licence's host changed in coordination with the vendor, so many business days after the notice (requirement B12).
    case coordinated(leadBusinessDays: Int)
}

/// A predicate and what holds instead where it fails.
package struct PlanCondition: Hashable, Codable, Sendable {
    package let predicate: PlanPredicate
    package let otherwise: PlanCoverage
    /// Whether it is tested after the interval too, on what `outside` gives; otherwise only inside.
    package let isTestedOutside: Bool

    package init(predicate: PlanPredicate, otherwise: PlanCoverage, isTestedOutside: Bool = false) {
        self.predicate = predicate
        self.otherwise = otherwise
        self.isTestedOutside = isTestedOutside
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        predicate = try values.decode(PlanPredicate.self, forKey: .predicate)
        otherwise = try values.decode(PlanCoverage.self, forKey: .otherwise)
        isTestedOutside = try values.decodeIfPresent(Bool.self, forKey: .isTestedOutside) ?? false
    }
}
