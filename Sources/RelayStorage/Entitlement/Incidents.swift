import Entitlement
import Primitives
import Storage

/// The incidents that quotas count: each draws once, however often somebody works on it (`QuotaCounting.incident`).
struct Incidents {
    let transaction: Transaction

    /// Those that drew on a contract's buckets or hold units of them: of all, or of the one that matters.
    func drawn(_ contract: ContractID, only incident: String? = nil) throws -> [BucketID: Set<String>] {
        var found: [BucketID: Set<String>] = [:]
        let rows = try transaction.query(
            """
            SELECT hold_legs.bucket, holds.incident FROM holds JOIN hold_legs ON hold_legs.hold = holds.id
            LEFT JOIN line_settlements ON line_settlements.hold = holds.id
            WHERE holds.contract = ?1 AND holds.incident IS NOT NULL AND (?2 IS NULL OR holds.incident = ?2)
                AND hold_legs.effect IN ('hold', 'late')
                AND (holds.state <> 'closed' OR line_settlements.consumed > (
                    SELECT coalesce(sum(before.quantity), 0) FROM hold_legs AS before
                    WHERE before.hold = holds.id AND before.position < hold_legs.position))
            """, [contract, incident.map(TextFolding.fold)])
        for row in rows { found[try row.value("bucket"), default: []].insert(try row.value("incident")) }
        return found
    }

    /// Reservations for the same incident that drew nothing from the bucket because another one had: those that used something
    /// first, then those that may yet, each in the order in which they were made.
    func relying(on hold: StoredHold, bucket: Bucket) throws -> [Hold] {
        guard let contract = hold.contract, let incident = hold.incident else { return [] }
        return try transaction.query(
            """
            SELECT holds.* FROM holds LEFT JOIN line_settlements ON line_settlements.hold = holds.id
            WHERE holds.contract = ? AND holds.incident = ? AND holds.id <> ?
                AND (holds.state <> 'closed' OR line_settlements.consumed > 0)
            ORDER BY holds.state <> 'closed', holds.made, holds.rowid
            """, [contract, incident, hold.id]
        ).map { try transaction.ledger.hold($0) }.filter { try $0.quantity(relyingOn: bucket) > .zero }
    }
}

extension Hold {
    /// How much of its work an earlier reservation for the same incident was to pay for from this bucket.
    func quantity(relyingOn bucket: Bucket) throws -> Quantity {
        guard verdict.term == bucket.term else { return .zero }
        return try verdict.parts.filter { $0.reason.code == .coveredIncident && $0.quota == bucket.quota }
            .reduce(Quantity.zero) { try $0.adding($1.quantity) }
    }
}

extension Transaction {
    var incidents: Incidents { Incidents(transaction: self) }
}
