import Primitives

@testable import Entitlement

/// A line with one term from 1404-05-14 (2025-08-05) to 1405-05-14, and full buckets.
struct SampleLine {
    var contract: Contract
    let line: ContractLine
    var terms: [Term]
    var buckets: [BucketStanding]
    let zone: CivilZone

    init(plan: PlanSnapshot? = nil, anchor: String = "1404-05-14") throws {
        let plan = try plan ?? SamplePlan.snapshot()
        let day = try CivilDate(parsing: anchor)
        zone = try CivilZone.tehran()
        contract = Contract(id: .random(), number: 1001, customer: .random(), state: .active)
        line = ContractLine(
            id: .random(), contract: contract.id, product: "padra-office", version: "7.2", platform: "linux-x86_64",
            purchased: day)
        let term = try Term(id: .random(), line: line.id, anchor: day, plan: plan)
        terms = [term]
        buckets = []
        for need in plan.bucketNeeds {
            let bucket = Bucket(
                id: .random(), line: line.id, term: term.id, quota: need.quota, role: need.role, unit: need.unit)
            let amount = need.grant ?? .zero
            buckets.append(BucketStanding(bucket: bucket, balances: Balances(granted: amount, available: amount)))
        }
    }

    var standing: Standing {
        .line(LineStanding(contract: contract, line: line, terms: terms, buckets: buckets))
    }

    /// So many units of the quota are left, the rest of the grant is consumed.
    func leaving(_ left: Quantity, of quota: String) throws -> SampleLine {
        var copy = self
        copy.buckets = try buckets.map { standing in
            guard standing.bucket.quota.rawValue == quota, standing.bucket.role == .allotment else { return standing }
            let granted = standing.balances.granted
            let balances = Balances(granted: granted, available: left, consumed: try granted.subtracting(left))
            return BucketStanding(bucket: standing.bucket, balances: balances)
        }
        return copy
    }

    func instant(_ day: String, offset: Duration = .seconds(12 * 3600)) throws -> Timestamp {
        zone.midnight(of: try CivilDate(parsing: day)) + offset
    }

    func ask(
        _ kind: String, _ place: ServicePlace = .remote, at day: String = "1404-08-01", offset: Duration = .seconds(12 * 3600),
        quantity: Quantity = .one, initiator: ServiceInitiator = .technician, identity: IdentityLevel = .signed,
        distance: Int64? = nil
    ) throws -> EntitlementVerdict {
        let question = ServiceQuestion(
            kind: ServiceKindName(rawValue: kind), place: place, quantity: quantity,
            occurredAt: try instant(day, offset: offset), initiator: initiator, identity: identity,
            distance: distance.map { SiteDistance(metres: $0, source: "map") })
        return evaluate(question, for: standing, in: EntitlementSetting(zone: zone))
    }
}

extension EntitlementVerdict {
    /// One line for tables: `1 covered A3 left 0; 1 priced A3 quote`.
    var brief: String {
        parts.map { part in
            var words = [part.quantity.description, part.treatment.rawValue, part.rule]
            if let left = part.leftAfter { words.append("left \(left)") }
            switch part.price {
            case .quote: words.append("quote")
            case .fixed(let total): words.append("\(total.rials) rials")
            case .estimate(let total, let tariff): words.append("about \(total.rials) rials \(tariff.name)")
            case .quoted(let total, let number, _): words.append("\(total.rials) rials Q-\(number)")
            case nil: break
            }
            return words.joined(separator: " ")
        }.joined(separator: "; ")
    }
}
