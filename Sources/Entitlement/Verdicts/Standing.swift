package import Primitives

/// All that a verdict on one line may depend on, beside the question and the zone.
package struct LineStanding: Hashable, Sendable {
    package let contract: Contract
    package let line: ContractLine
    package let terms: [Term]
    package let buckets: [BucketStanding]
    /// Incidents that drew already, folded (`TextFolding.fold`), by bucket: they draw once (`QuotaCounting.incident`).
    package let incidents: [BucketID: Set<String>]

    package init(
        contract: Contract, line: ContractLine, terms: [Term], buckets: [BucketStanding],
        incidents: [BucketID: Set<String>] = [:]
    ) {
        self.contract = contract
        self.line = line
        self.terms = terms
        self.buckets = buckets
        self.incidents = incidents.mapValues { Set($0.map(TextFolding.fold)) }
    }

    /// The term that holds the instant; else the last one before it, whose "outside" applies; else the first to come.
    package func term(at instant: Timestamp, in zone: CivilZone) -> Term? {
        let ordered = terms.sorted { $0.interval.start < $1.interval.start }
        return ordered.last { zone.midnight(of: $0.interval.start) <= instant } ?? ordered.first
    }

    func bucket(_ quota: QuotaName, _ role: Bucket.Role, of term: Term) -> BucketStanding? {
        buckets.first { $0.bucket.term == term.id && $0.bucket.quota == quota && $0.bucket.role == role }
    }
}

/// A bucket with its balances.
package struct BucketStanding: Hashable, Sendable {
    package let bucket: Bucket
    package let balances: Balances

    package init(bucket: Bucket, balances: Balances) {
        self.bucket = bucket
        self.balances = balances
    }
}

/// On whose account the work would be.
package enum Standing: Hashable, Sendable {
    /// A customer without a contract.
    case prospect(CustomerID)
    case line(LineStanding)
}
