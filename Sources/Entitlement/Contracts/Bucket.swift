package import Primitives

/// Line × term × quota: where units are granted, held and consumed.
package struct Bucket: Hashable, Sendable {
    package enum Role: String, Codable, Sendable {
        /// Holds what a quota granted.
        case allotment
        /// Counts the uses of a covered kind that has no limit; its quota bears the kind's name.
        case tally
    }

    package let id: BucketID
    package let line: ContractLineID
    package let term: TermID
    package let quota: QuotaName
    package let role: Role
    package let unit: ServiceUnit

    package init(id: BucketID, line: ContractLineID, term: TermID, quota: QuotaName, role: Role, unit: ServiceUnit) {
        self.id = id
        self.line = line
        self.term = term
        self.quota = quota
        self.role = role
        self.unit = unit
    }
}

extension PlanSnapshot {
    /// The buckets that a term of this plan has, in the plan's order, and what each is granted (nil: a tally).
    package var bucketNeeds: [(quota: QuotaName, role: Bucket.Role, unit: ServiceUnit, grant: Quantity?)] {
        quotas.map { ($0.name, .allotment, $0.unit, $0.amount) }
            + kinds.filter { $0.rules.contains(where: \.isUncounted) }
            .map { (QuotaName(rawValue: $0.name.rawValue), .tally, $0.unit, nil) }
    }
}
