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
        try move(.refund, .allotment, bucket, quantity, context) {
            let isOver = $0.isOver(at: context.recordedAt, in: zone)
            return try LedgerRules.refund(quantity, in: bucket, balances: $0.balances, isOver: isOver)
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
        var step = try LedgerStep(transaction, at: context.recordedAt)
        let entry = try step.post(
            .reverse, contract: original.contract, content: content, context, work: original.work, reverses: id,
            postings: postings)
        try step.finish(["contract": original.contract.description, "entry": entry.id.description])
        return entry
    }

    /// One entry on one bucket, where the key is new.
    func move(
        _ kind: LedgerTransaction.Kind, _ role: Bucket.Role, _ id: BucketID, _ quantity: Quantity?, _ context: LedgerContext,
        _ rule: (LedgerBucket) throws -> [Posting]
    ) throws -> LedgerTransaction {
        let content = try content(kind, id, quantity, context)
        if let repeated = try entry(key: context.key, content: content) { return repeated }
        var step = try LedgerStep(transaction, at: context.recordedAt)
        let entry = try post(kind, role, id, content, context, in: &step, rule)
        try step.finish(["contract": entry.contract.description, "entry": entry.id.description])
        return entry
    }

    func post(
        _ kind: LedgerTransaction.Kind, _ role: Bucket.Role, _ id: BucketID, _ content: String, _ context: LedgerContext,
        in step: inout LedgerStep, _ rule: (LedgerBucket) throws -> [Posting]
    ) throws -> LedgerTransaction {
        let bucket = try step.bucket(id)
        guard bucket.bucket.role == role else {
            throw Failure(.ledgerWrongBucket, ["bucket": id.description, "role": bucket.bucket.role.rawValue])
        }
        return try step.post(kind, contract: bucket.contract, content: content, context, postings: try rule(bucket))
    }

    func content(
        _ kind: LedgerTransaction.Kind, _ bucket: BucketID, _ quantity: Quantity?, _ context: LedgerContext
    ) throws -> String {
        try CanonicalJSON.encode(
            Content(
                kind: kind, bucket: bucket, quantity: quantity, reverses: nil, actor: context.actor, reason: context.reason))
    }
}
