import Entitlement
import Primitives

/// A line with one term of a plan, full buckets, and an incident that drew already.
struct LineUnderPlan {
    let term: Term
    let standing: Standing

    static let incident = "T-1"

    init(_ plan: PlanSnapshot, anchor: CivilDate) throws {
        let contract = Contract(id: .random(), number: 1001, customer: .random(), state: .active)
        let line = ContractLine(
            id: .random(), contract: contract.id, product: "office", version: "7.2", platform: "linux", purchased: anchor)
        let term = try Term(id: .random(), line: line.id, anchor: anchor, plan: plan)
        let buckets = plan.bucketNeeds.map { need in
            let bucket = Bucket(id: .random(), line: line.id, term: term.id, quota: need.quota, role: need.role, unit: need.unit)
            let amount = need.grant ?? .zero
            return BucketStanding(bucket: bucket, balances: Balances(granted: amount, available: amount))
        }
        let incidents = Dictionary(uniqueKeysWithValues: buckets.map { ($0.bucket.id, Set([Self.incident])) })
        self.term = term
        standing = .line(
            LineStanding(contract: contract, line: line, terms: [term], buckets: buckets, incidents: incidents))
    }
}
