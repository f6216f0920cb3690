package import Entitlement
package import Primitives
import Storage

/// What the begin and the end of a term, and its extension, do to its buckets.
extension Ledger {
    /// Buckets whose units one transaction of the sweep expires: it must not keep holds waiting for long.
    package static let expiryBatch = 200

    /// Makes a bucket of a new term and grants what its quota gives; nil for a tally.
    package func open(_ bucket: Bucket, of contract: ContractID, granting quantity: Quantity?, _ context: LedgerContext) throws {
        var step = try LedgerStep(transaction, at: context.recordedAt)
        try step.insert(
            .buckets,
            [
                .text(bucket.id.description), .text(contract.description), .text(bucket.line.description),
                .text(bucket.term.description), try bucket.quota.rawValue.storedValue(), .text(bucket.role.rawValue),
                .text(bucket.unit.rawValue),
            ])
        if let quantity, quantity > .zero {
            let content = try content(.grant, bucket.id, quantity, context)
            _ = try post(.grant, .allotment, bucket.id, content, context, in: &step) { _ in
                try LedgerRules.grant(quantity, to: bucket.id)
            }
        }
        try step.finish(["contract": contract.description, "bucket": bucket.id.description])
    }

    /// An extended term has what had expired of it again: to be called for each of its buckets once it ends later.
    @discardableResult
    package func reinstate(_ bucket: BucketID, _ context: LedgerContext) throws -> LedgerTransaction {
        try move(.adjust, .allotment, bucket, nil, context) { try LedgerRules.reinstate(bucket, balances: $0.balances) }
    }

    /// Expires what is available in terms that are over; open holds survive until they end (invariant 8). Each end of a term
    /// has its own key, so that a repetition finds nothing to do. At most `expiryBatch`: more is left where as many return.
    package func expireEnded(at time: Timestamp, in zone: CivilZone) throws -> [LedgerTransaction] {
        let today = try zone.date(of: time).dayNumber
        return try transaction.query(
            """
            SELECT buckets.id, terms.end_day FROM buckets JOIN terms ON terms.id = buckets.term
            WHERE buckets.role = 'allotment' AND buckets.available > 0 AND terms.end_day <= ? LIMIT \(Self.expiryBatch)
            """, [today]
        ).map { row in
            let bucket: BucketID = try row.value("id")
            let context = LedgerContext(
                key: try expiryKey(bucket, endDay: try row.value("end_day")), actor: "relay", reason: "term over",
                occurredAt: time)
            return try expire(bucket, context)
        }
    }

    /// What a correction made available after the end expires by an entry of its own.
    private func expiryKey(_ bucket: BucketID, endDay: Int) throws -> String {
        let key = "expire/\(bucket)/\(endDay)"
        let known: Int =
            try transaction.value(
                "SELECT count(*) FROM ledger_transactions WHERE key = ?1 OR key BETWEEN ?1 || '/' AND ?1 || '0'", [key]) ?? 0
        return known == 0 ? key : "\(key)/\(known + 1)"
    }
}
