package import Entitlement
package import Primitives
import Storage

/// A bucket whose stored balances are not the sums of its postings: somebody wrote to the file by hand.
package struct BalanceMismatch: Hashable, Sendable {
    package let bucket: BucketID
    package let stored: Balances
    package let rebuilt: Balances
}

extension Ledger {
    /// The balances as the postings say (invariant 9).
    package func rebuilt(_ bucket: BucketID) throws -> Balances {
        var sums: [LedgerAccount: Quantity] = [:]
        try transaction.forEach("SELECT account, amount FROM ledger_postings WHERE bucket = ?", [bucket]) { row in
            let account: LedgerAccount = try row.word("account")
            sums[account] = try (sums[account] ?? .zero).adding(try row.value("amount"))
        }
        return Balances(
            granted: try Quantity.zero.subtracting(sums[.source] ?? .zero), available: sums[.available] ?? .zero,
            held: sums[.held] ?? .zero, consumed: sums[.consumed] ?? .zero, expired: sums[.expired] ?? .zero,
            used: sums[.used] ?? .zero)
    }

    /// Every bucket that differs from its postings; of one contract, where it is named.
    package func mismatches(contract: ContractID? = nil) throws -> [BalanceMismatch] {
        try transaction.query("SELECT * FROM buckets WHERE ?1 IS NULL OR contract = ?1 ORDER BY rowid", [contract])
            .compactMap { row in
                let stored = try BucketStanding(row)
                let rebuilt = try rebuilt(stored.bucket.id)
                guard rebuilt != stored.balances else { return nil }
                return BalanceMismatch(bucket: stored.bucket.id, stored: stored.balances, rebuilt: rebuilt)
            }
    }

    /// Writes the balances that the postings say; returns what was wrong before.
    package func rebuildBalances(contract: ContractID? = nil) throws -> [BalanceMismatch] {
        let wrong = try mismatches(contract: contract)
        for mismatch in wrong { try store(mismatch.rebuilt, of: mismatch.bucket) }
        return wrong
    }
}
