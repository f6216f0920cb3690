import Storage

/// What the ledger had before its steps were told to the log.
struct LedgerOrigin {
    /// The last entry's number.
    let number: Int64
    let lastHold: Int64
    let lastSettlement: Int64
    /// How many rows there were.
    let rows: [LedgerTable: Int]

    /// A ledger all of which is told to the log.
    init() {
        (number, lastHold, lastSettlement, rows) = (0, 0, 0, [:])
    }

    /// nil where somebody took its row away.
    init?(_ transaction: Transaction) throws {
        guard let row = try transaction.first("SELECT * FROM ledger_origin") else { return nil }
        number = try row.value("number")
        lastHold = try row.value("last_hold")
        lastSettlement = try row.value("last_settlement")
        rows = [
            .transactions: try row.value("transactions"), .postings: try row.value("postings"),
            .buckets: try row.value("buckets"), .legs: try row.value("legs"), .holds: try row.value("holds"),
            .settlements: try row.value("settlements"),
        ]
    }
}
