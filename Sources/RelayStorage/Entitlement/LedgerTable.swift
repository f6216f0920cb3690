/// The tables of the ledger whose rows the log tells, with the columns that it tells, in that order.
///
/// Left out is what follows from the rest: balances (the sums of the postings) and `posted` (the entry's own position). A later
/// column goes to the end of its list.
enum LedgerTable: String, CaseIterable {
    case buckets
    case transactions = "ledger_transactions"
    case postings = "ledger_postings"
    case holds
    case legs = "hold_legs"
    case settlements = "line_settlements"

    var columns: [String] {
        switch self {
        case .buckets: ["id", "contract", "line", "term", "quota", "role", "unit"]
        case .transactions:
            [
                "number", "id", "kind", "contract", "key", "content", "actor", "reason", "occurred", "recorded", "session",
                "session_line", "reverses",
            ]
        case .postings: ["entry", "position", "bucket", "account", "amount"]
        case .holds:
            [
                "id", "key", "content", "contract", "session", "session_line", "actor", "verdict", "accepted_price", "entry",
                "state", "made", "ends", "incident", "quantity",
            ]
        case .legs: ["hold", "position", "bucket", "quantity", "effect", "step"]
        case .settlements: ["hold", "basis", "decision", "consumed", "close_entry", "use_entry", "settled"]
        }
    }

    /// So many columns from the first on are the row's key.
    var keyColumns: Int {
        switch self {
        case .buckets, .transactions, .holds, .settlements: 1
        case .postings, .legs: 2
        }
    }

    /// Rows of these tables change; their column `posted` names the newest entry of the log that tells them.
    var isPosted: Bool {
        switch self {
        case .buckets, .holds, .settlements: true
        case .transactions, .postings, .legs: false
        }
    }

    /// The columns as a query names them.
    var selection: String { columns.joined(separator: ", ") }
}
