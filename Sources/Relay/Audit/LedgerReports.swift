import Entitlement
import Primitives
import RelayStorage
import Storage

/// `hamyar-relay ledger verify`; the keys of its JSON.
package struct LedgerVerificationReport: Encodable, Sendable {
    package let sound: Bool
    /// Absent where the ledger is sound.
    package let problem: String?
    /// The log's entry that tells otherwise; absent where none is about it.
    package let entry: UInt64?

    init(_ finding: LedgerFinding?) {
        sound = finding == nil
        problem = finding?.description
        entry = finding?.entry
    }
}

/// `hamyar-relay ledger rebuild`; the keys of its JSON.
package struct LedgerRebuildReport: Encodable, Sendable {
    package let rebuilt: [RebuiltBalance]
}

/// A bucket whose balances were not the sums of its postings, with these sums, in thousandths.
package struct RebuiltBalance: Encodable, Sendable {
    package let contract: String
    package let quota: String
    package let bucket: String
    package let stored: [String: Int64]
    package let balances: [String: Int64]

    init(_ mismatch: BalanceMismatch, _ transaction: Transaction) throws {
        let (standing, contract) = try transaction.ledger.bucket(mismatch.bucket)
        self.contract = try transaction.contracts.find(contract).map { "C-\($0.number)" } ?? contract.description
        quota = standing.bucket.quota.rawValue
        bucket = mismatch.bucket.description
        stored = Self.thousandths(mismatch.stored)
        balances = Self.thousandths(mismatch.rebuilt)
    }

    /// `available 3 instead of 2`.
    package var changes: [String] {
        balances.keys.sorted().compactMap { account in
            guard let right = balances[account], let wrong = stored[account], right != wrong else { return nil }
            return "\(account) \(Quantity(thousandths: right)) instead of \(Quantity(thousandths: wrong))"
        }
    }

    private static func thousandths(_ balances: Balances) -> [String: Int64] {
        [
            "granted": balances.granted.thousandths, "available": balances.available.thousandths,
            "held": balances.held.thousandths, "consumed": balances.consumed.thousandths,
            "expired": balances.expired.thousandths, "used": balances.used.thousandths,
        ]
    }
}
