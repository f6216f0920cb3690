package import Entitlement
package import Primitives
package import Storage

/// The ledger: entries with their postings, and the balances that are their sums (design of entitlement, "Invariants").
///
/// Every function runs inside the caller's transaction; a repeated key with the same content gives the same entry. Each step
/// is told to the log in the same transaction (`LedgerStep`).
package struct Ledger {
    let transaction: Transaction

    /// Throws `storage.no-such-row`.
    package func bucket(_ id: BucketID) throws -> (standing: BucketStanding, contract: ContractID) {
        guard let row = try transaction.first("SELECT * FROM buckets WHERE id = ?", [id]) else {
            throw Failure(.storageNoSuchRow, ["id": id.description])
        }
        return (try BucketStanding(row), try row.value("contract"))
    }

    /// The entry of this key; nil where there is none. Throws `ledger.key-conflict` where its content is another.
    func entry(key: String, content: String) throws -> LedgerTransaction? {
        guard let row = try transaction.first("SELECT * FROM ledger_transactions WHERE key = ?", [key]) else { return nil }
        let entry = try self.entry(row)
        guard entry.content == content else { throw Failure(.ledgerKeyConflict, ["key": key]) }
        return entry
    }

    /// Throws `storage.no-such-row`.
    package func entry(_ id: LedgerTransactionID) throws -> LedgerTransaction {
        guard let row = try transaction.first("SELECT * FROM ledger_transactions WHERE id = ?", [id]) else {
            throw Failure(.storageNoSuchRow, ["id": id.description])
        }
        return try entry(row)
    }

    func store(_ balances: Balances, of bucket: BucketID) throws {
        try transaction.execute(
            """
            UPDATE buckets SET granted = ?, available = ?, held = ?, consumed = ?, expired = ?, used = ? WHERE id = ?
            """,
            stored: [
                balances.granted.storedValue(), balances.available.storedValue(), balances.held.storedValue(),
                balances.consumed.storedValue(), balances.expired.storedValue(), balances.used.storedValue(),
                bucket.storedValue(),
            ])
    }

    func entry(_ row: Row) throws -> LedgerTransaction {
        let postings = try transaction.query(
            "SELECT bucket, account, amount FROM ledger_postings WHERE entry = ? ORDER BY position",
            [try row.value("number", as: Int64.self)]
        ).map { Posting(try $0.value("bucket"), try $0.word("account"), try $0.value("amount")) }
        return LedgerTransaction(
            id: try row.value("id"), kind: try row.word("kind"), contract: try row.value("contract"), key: try row.value("key"),
            content: try row.value("content"), actor: try row.value("actor"), reason: try row.value("reason"),
            occurredAt: try row.value("occurred"), recordedAt: try row.value("recorded"), work: try row.work(),
            reverses: try row.value("reverses"), postings: postings)
    }
}

extension Transaction {
    package var ledger: Ledger { Ledger(transaction: self) }
}
