import Primitives

@testable import Entitlement

/// A line whose plan has what `SamplePlan` lacks: minutes and person-days, steps, incidents, hours, channels, rates, every predicate.
struct RichLine {
    var contract = Contract(id: .random(), number: 1001, customer: .random(), state: .active)
    let line: ContractLine
    let term: Term
    var buckets: [BucketStanding]
    var incidents: [BucketID: Set<String>] = [:]
    var setting: EntitlementSetting

    var zone: CivilZone { setting.zone }
    var standing: Standing {
        .line(LineStanding(contract: contract, line: line, terms: [term], buckets: buckets, incidents: incidents))
    }

    /// A term from 1404-01-15 to 1405-01-15, and tariffs of 1404 and 1405.
    init(calendar: String = PlanSnapshot.calendar) throws {
        let plan = try RichPlan.plan(calendar: calendar)
        let start = try CivilDate(parsing: "1404-01-15")
        line = ContractLine(
            id: .random(), contract: contract.id, product: "office", version: "7.2", platform: "windows", purchased: start)
        term = try Term(id: .random(), line: line.id, anchor: start, plan: plan)
        buckets = []
        for need in plan.bucketNeeds {
            let bucket = Bucket(
                id: .random(), line: line.id, term: term.id, quota: need.quota, role: need.role, unit: need.unit)
            let amount = need.grant ?? .zero
            buckets.append(BucketStanding(bucket: bucket, balances: Balances(granted: amount, available: amount)))
        }
        setting = EntitlementSetting(
            zone: try CivilZone.tehran(),
            tariffs: try [RichPlan.tariff(1404, hour: 9_000_000), RichPlan.tariff(1405, hour: 10_000_000)])
    }

    func bucket(_ quota: String) throws -> Bucket {
        guard let standing = buckets.first(where: { $0.bucket.quota.rawValue == quota }) else {
            throw Failure(.ledgerUnbalanced, ["bucket": quota])
        }
        return standing.bucket
    }

    /// So many units are available and so many expired; the rest is consumed.
    mutating func leave(_ available: Int64, expired: Int64 = 0, of quota: String) throws {
        let id = try bucket(quota).id
        buckets = try buckets.map { standing in
            guard standing.bucket.id == id else { return standing }
            let (left, gone) = (try Quantity(units: available), try Quantity(units: expired))
            let balances = Balances(
                granted: standing.balances.granted, available: left,
                consumed: try standing.balances.granted.subtracting(left).subtracting(gone), expired: gone)
            return BucketStanding(bucket: standing.bucket, balances: balances)
        }
    }

    /// `1404-08-04 10:00` in Tehran.
    func at(_ text: String) throws -> Timestamp {
        let fields = text.split(separator: " ").map(String.init)
        let clock = fields[1].split(separator: ":").compactMap { Int($0) }
        return zone.instant(of: try CivilDate(parsing: fields[0]), minute: clock[0] * 60 + clock[1])
    }

    func ask(
        _ kind: String, _ place: ServicePlace = .remote, at day: String = "1404-08-04 10:00", quantity: String = "1",
        _ change: (inout ServiceQuestion) throws -> Void = { _ in }
    ) throws -> EntitlementVerdict {
        var question = ServiceQuestion(
            kind: ServiceKindName(rawValue: kind), place: place, quantity: try Quantity(parsing: quantity),
            occurredAt: try at(day))
        try change(&question)
        return evaluate(question, for: standing, in: setting)
    }
}
