import Entitlement
import Primitives

/// The line of a contract as a row describes it, with the balances that its ledger would have when the work is written down.
struct PhoneLine {
    let standing: Standing
    let contractText: String

    init(_ text: String, plan: PlanSnapshot, writtenDown: Timestamp, zone: CivilZone) throws {
        guard text != "none" else {
            (standing, contractText) = (.prospect(.random()), "")
            return
        }
        var words = try PhoneWords(text)
        guard let purchase = try words.take("purchase") else { throw PhoneCaseError("no purchase: \(text)") }
        let state: Contract.State = try words.take("state").map { try .init(word: $0) } ?? .active
        let contract = Contract(id: .random(), number: 1001, customer: .random(), state: state)
        let plan = try plan.changed(&words)
        let overrides = try Self.overrides(&words)
        let line = ContractLine(
            id: .random(), contract: contract.id, product: plan.name, version: try words.take("version") ?? "7.2",
            platform: try words.take("platform") ?? "linux", purchased: try CivilDate(parsing: purchase), overrides: overrides)
        let terms = try Self.terms(of: line, plan: plan.applying(overrides), &words)
        var use = PhoneUse(
            used: try words.takeNamed("used"), held: try words.takeNamed("held"), incidents: try words.takeNamed("incidents"))
        try words.finish()
        var buckets: [BucketStanding] = []
        var incidents: [BucketID: Set<String>] = [:]
        for term in terms {
            let isOver = zone.midnight(of: term.interval.end) <= writtenDown
            for need in term.plan.bucketNeeds {
                let bucket = Bucket(
                    id: .random(), line: line.id, term: term.id, quota: need.quota, role: need.role, unit: need.unit)
                if let reference = use.incidents[need.quota.rawValue] { incidents[bucket.id] = [reference] }
                buckets.append(
                    BucketStanding(
                        bucket: bucket, balances: try use.balances(need.quota, granted: need.grant ?? .zero, isOver: isOver)))
            }
        }
        try use.finish()
        standing = .line(
            LineStanding(contract: contract, line: line, terms: terms, buckets: buckets, incidents: incidents))
        contractText = "C-1001"
    }

    private static func overrides(_ words: inout PhoneWords) throws -> PurchaseOverrides {
        var overrides = PurchaseOverrides(
            months: try words.take("months").flatMap { Int($0) },
            quotas: try words.takeNamed("quota").mapValues { try Quantity(parsing: $0) },
            without: words.takeAll("without").map { ServiceKindName(rawValue: $0) })
        overrides.steps = try words.takeNamed("step").mapValues { try Quantity(parsing: $0) }
        overrides.overdraw = try words.takeNamed("overdraw").mapValues { try OverdrawRule(word: $0) }
        return overrides
    }

    private static func terms(
        of line: ContractLine, plan: PlanSnapshot, _ words: inout PhoneWords
    ) throws -> [Term] {
        var anchor = TermAnchor(day: line.purchased, months: plan.months)
        var terms = [try Term(id: .random(), line: line.id, anchor: line.purchased, plan: plan)]
        for day in words.takeAll("renewed") {
            let next = try terms[terms.count - 1].renewed(.random(), on: CivilDate(parsing: day), anchor: anchor, plan: plan)
            terms.append(next.term)
            anchor = next.anchor
        }
        if let end = try words.take("extended") {
            terms[terms.count - 1] = try terms[terms.count - 1].extended(to: CivilDate(parsing: end))
        }
        return terms
    }
}

/// What was used of the first term, by quota or tally.
struct PhoneUse {
    private var used: [String: String]
    private var held: [String: String]
    let incidents: [String: String]

    init(used: [String: String], held: [String: String], incidents: [String: String]) {
        (self.used, self.held, self.incidents) = (used, held, incidents)
    }

    /// Takes what the row says of the quota, so that further terms are full.
    mutating func balances(_ quota: QuotaName, granted: Quantity, isOver: Bool) throws -> Balances {
        let consumed = try used.removeValue(forKey: quota.rawValue).map { try Quantity(parsing: $0) } ?? .zero
        let held = try held.removeValue(forKey: quota.rawValue).map { try Quantity(parsing: $0) } ?? .zero
        let rest = try granted.subtracting(consumed).subtracting(held)
        let balances = Balances(
            granted: granted, available: isOver ? .zero : rest, held: held, consumed: consumed, expired: isOver ? rest : .zero)
        guard balances.isSound else { throw PhoneCaseError("\(quota) has less than was used") }
        return balances
    }

    func finish() throws {
        guard used.isEmpty, held.isEmpty else { throw PhoneCaseError("no such quota: \(used) \(held)") }
    }
}
