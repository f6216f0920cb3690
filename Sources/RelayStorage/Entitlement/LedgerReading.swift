package import Entitlement
package import Primitives
import Storage

/// A bucket as people see it: what it counts, for which product, from when until when.
package struct BucketReport: Hashable, Sendable {
    package let standing: BucketStanding
    package let product: String
    package let interval: CivilInterval
}

/// An entry of the ledger with what it changed.
package struct LedgerEntry: Hashable, Sendable {
    package struct Change: Hashable, Sendable {
        package let bucket: BucketID
        package let before: Balances
        package let after: Balances
    }

    /// Counts through the whole ledger; the order in which entries were made.
    package let number: Int64
    package let transaction: LedgerTransaction
    package let changes: [Change]
}

extension Ledger {
    /// The balances of a contract's buckets, by term, in the plan's order.
    package func report(of contract: ContractID) throws -> [BucketReport] {
        try transaction.query(
            """
            SELECT buckets.*, contract_lines.product, terms.start_day, terms.end_day FROM buckets
            JOIN contract_lines ON contract_lines.id = buckets.line JOIN terms ON terms.id = buckets.term
            WHERE buckets.contract = ? ORDER BY contract_lines.created, contract_lines.rowid, terms.start_day, buckets.rowid
            """, [contract]
        ).map { row in
            BucketReport(
                standing: try BucketStanding(row), product: try row.value("product"),
                interval: try CivilInterval(
                    start: CivilDate(dayNumber: try row.value("start_day")), end: CivilDate(dayNumber: try row.value("end_day"))))
        }
    }

    /// All entries of a contract in the order in which they were made, each with the balances before and after it.
    package func entries(of contract: ContractID) throws -> [LedgerEntry] {
        var balances: [BucketID: Balances] = [:]
        return try transaction.query("SELECT * FROM ledger_transactions WHERE contract = ? ORDER BY number", [contract])
            .map { row in
                let entry = try entry(row)
                var changes: [LedgerEntry.Change] = []
                for bucket in entry.postings.map(\.bucket) where !changes.contains(where: { $0.bucket == bucket }) {
                    let before = balances[bucket] ?? .zero
                    let after = try before.applying(entry.postings.filter { $0.bucket == bucket })
                    balances[bucket] = after
                    changes.append(LedgerEntry.Change(bucket: bucket, before: before, after: after))
                }
                return LedgerEntry(number: try row.value("number"), transaction: entry, changes: changes)
            }
    }
}
