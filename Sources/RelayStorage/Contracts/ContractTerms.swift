import Cryptography
package import Entitlement
package import Primitives
import Storage

extension Contracts {
    /// By their first day.
    package func terms(of line: ContractLineID) throws -> [Term] {
        try transaction.query("\(Self.selectTerms) WHERE line = ? ORDER BY start_day", [line]).map { try term($0) }
    }

    /// Throws `storage.no-such-row`.
    package func term(_ id: TermID) throws -> Term {
        guard let row = try transaction.first("\(Self.selectTerms) WHERE id = ?", [id]) else {
            throw Failure(.storageNoSuchRow, ["id": id.description])
        }
        return try term(row)
    }

    /// Adds a term to a line, makes its buckets and grants its quotas. Throws `contract.terms-overlap`.
    package func addTerm(_ term: Term, of contract: ContractID, actor: String, at time: Timestamp) throws {
        try addTerm(
            term, anchor: TermAnchor(day: term.interval.start, months: term.plan.months), of: contract, actor: actor, at: time)
    }

    func addTerm(
        _ term: Term, anchor: TermAnchor, of contract: ContractID, actor: String, at time: Timestamp
    ) throws {
        for other in try terms(of: term.line) where other.interval.overlaps(term.interval) {
            throw overlap(with: other)
        }
        let plan = try CanonicalJSON.encode(term.plan)
        try transaction.execute(
            """
            INSERT INTO terms (id, line, start_day, end_day, plan, plan_digest, created, anchor_day, anchor_months)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                term.id, term.line, term.interval.start.dayNumber, term.interval.end.dayNumber, plan, Digest.of(plan.utf8),
                time, anchor.day.dayNumber, anchor.months,
            ])
        for need in term.plan.bucketNeeds {
            let bucket = Bucket(
                id: .random(), line: term.line, term: term.id, quota: need.quota, role: need.role, unit: need.unit)
            let context = LedgerContext(key: "grant/\(bucket.id)", actor: actor, reason: "term \(term.id)", occurredAt: time)
            try transaction.ledger.open(bucket, of: contract, granting: need.grant, context)
        }
    }

    func overlap(with other: Term) -> Failure {
        let parameters = [
            "line": other.line.description, "start": other.interval.start.text, "end": other.interval.end.text,
        ]
        return Failure(.contractTermsOverlap, parameters)
    }

    /// Without the plan's text: it is long, and mostly known by its digest.
    private static let selectTerms = "SELECT id, line, start_day, end_day, plan_digest FROM terms"

    private func term(_ row: Row) throws -> Term {
        let id: TermID = try row.value("id")
        let plan = try DecodedContents.plans.value(digest: try row.value("plan_digest")) {
            try transaction.value("SELECT plan FROM terms WHERE id = ?", [id]) ?? ""
        }
        let interval = try CivilInterval(
            start: CivilDate(dayNumber: try row.value("start_day")), end: CivilDate(dayNumber: try row.value("end_day")))
        return Term(id: id, line: try row.value("line"), interval: interval, plan: plan)
    }
}
