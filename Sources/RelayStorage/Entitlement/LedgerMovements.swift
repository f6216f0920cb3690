package import Entitlement
package import Primitives
import Storage

/// What moves units apart from sessions: grants and corrections. Nothing is edited; each is an entry of its own.
extension Ledger {
    /// What was asked for, as the idempotency key's content.
    private struct Content: Encodable {
        let kind: LedgerTransaction.Kind
        let bucket: BucketID?
        let quantity: Quantity?
        let reverses: LedgerTransactionID?
        let actor: String
        let reason: String
    }

    @discardableResult
    package func grant(_ quantity: Quantity, to bucket: BucketID, _ context: LedgerContext) throws -> LedgerTransaction {
        try move(.grant, .allotment, bucket, quantity, context) { _ in try LedgerRules.grant(quantity, to: bucket) }
    }

    /// Counts a use that happened outside of a session, such as one by phone; `bucket` is a tally.
    @discardableResult
    package func use(_ quantity: Quantity, in bucket: BucketID, _ context: LedgerContext) throws -> LedgerTransaction {
        try move(.use, .tally, bucket, quantity, context) { _ in try LedgerRules.use(quantity, in: bucket) }
    }

    /// Expires what is available; what is held survives until its hold ends.
    @discardableResult
    package func expire(_ bucket: BucketID, _ context: LedgerContext) throws -> LedgerTransaction {
        try move(.expire, .allotment, bucket, nil, context) { try LedgerRules.expire(bucket, balances: $0.balances) }
    }

    /// Gives consumed units back: to available, or to expired where the term is over.
    @discardableResult
    package func refund(
        _ quantity: Quantity, in bucket: BucketID, zone: CivilZone, _ context: LedgerContext
    ) throws -> LedgerTransaction {
        try move(.refund, .allotment, bucket, quantity, context) { standing in
            let isOver = try isOver(standing.bucket.term, at: context.recordedAt, in: zone)
            return try LedgerRules.refund(quantity, in: bucket, balances: standing.balances, isOver: isOver)
        }
    }

    /// Gives more, or with a negative amount takes back what is available.
    @discardableResult
    package func adjust(by amount: Quantity, in bucket: BucketID, _ context: LedgerContext) throws -> LedgerTransaction {
        try move(.adjust, .allotment, bucket, amount, context) {
            try LedgerRules.adjust(by: amount, in: bucket, balances: $0.balances)
        }
    }

    /// Negates an entry exactly. Throws `ledger.not-reversible`, `ledger.overdrawn` where its units were used meanwhile.
    @discardableResult
    package func reverse(_ id: LedgerTransactionID, _ context: LedgerContext) throws -> LedgerTransaction {
        let content = try CanonicalJSON.encode(
            Content(
                kind: .reverse, bucket: nil, quantity: nil, reverses: id, actor: context.actor, reason: context.reason))
        if let repeated = try entry(key: context.key, content: content) { return repeated }
        let original = try entry(id)
        let count: Int = try transaction.value("SELECT count(*) FROM ledger_transactions WHERE reverses = ?", [id]) ?? 0
        let postings = try LedgerRules.reverse(original, isReversed: count > 0)
        return try insert(
            .reverse, contract: original.contract, content: content, context, work: original.work, reverses: id,
            postings: postings)
    }

    /// Whether the term has ended in civil days of the zone.
    func isOver(_ term: TermID, at time: Timestamp, in zone: CivilZone) throws -> Bool {
        guard let day: Int = try transaction.value("SELECT end_day FROM terms WHERE id = ?", [term]) else {
            throw Failure(.storageNoSuchRow, ["id": term.description])
        }
        return zone.midnight(of: try CivilDate(dayNumber: day)) <= time
    }

    func move(
        _ kind: LedgerTransaction.Kind, _ role: Bucket.Role, _ id: BucketID, _ quantity: Quantity?, _ context: LedgerContext,
        _ rule: (BucketStanding) throws -> [Posting]
    ) throws -> LedgerTransaction {
        let content = try CanonicalJSON.encode(
            Content(
                kind: kind, bucket: id, quantity: quantity, reverses: nil, actor: context.actor, reason: context.reason))
        if let repeated = try entry(key: context.key, content: content) { return repeated }
        let (standing, contract) = try bucket(id)
        guard standing.bucket.role == role else {
            throw Failure(.ledgerWrongBucket, ["bucket": id.description, "role": standing.bucket.role.rawValue])
        }
        return try insert(kind, contract: contract, content: content, context, postings: try rule(standing))
    }
}
