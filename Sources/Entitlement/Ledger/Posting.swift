package import Primitives

/// One leg of a ledger transaction.
package struct Posting: Hashable, Codable, Sendable {
    package let bucket: BucketID
    package let account: LedgerAccount
    /// Signed; in thousandths of the bucket's unit.
    package let amount: Quantity

    package init(_ bucket: BucketID, _ account: LedgerAccount, _ amount: Quantity) {
        self.bucket = bucket
        self.account = account
        self.amount = amount
    }
}
