import AuditLog
package import AuditStorage
import Primitives
package import Storage

/// Compares the ledger's tables with the log that tells each of their rows, and with their own rules.
///
/// Feed it the log's entries in their order, whose leaves somebody else verifies, then call `finish`. It keeps nothing of them,
/// so a ledger of any length is checked in constant memory: a row is told by exactly one entry (its newest), so as many rows
/// must match as there are.
package struct LedgerVerification {
    let transaction: Transaction
    let origin: LedgerOrigin
    /// Rows that the log tells as they are.
    private(set) var matched: [LedgerTable: Int] = [:]
    /// Those of them that are older than the log's telling.
    private(set) var matchedOld: [LedgerTable: Int] = [:]
    /// The number of the last entry of the ledger that was told.
    private(set) var last: Int64
    package private(set) var finding: LedgerFinding?

    package init(_ transaction: Transaction) throws {
        self.transaction = transaction
        let origin = try LedgerOrigin(transaction)
        if origin == nil { finding = LedgerFinding(problem: .row, subject: "ledger_origin", entry: nil) }
        self.origin = origin ?? LedgerOrigin()
        last = self.origin.number
    }

    /// Compares the rows that an entry tells. After the first finding nothing more is looked at.
    package mutating func add(_ stored: StoredAuditEntry) throws {
        guard finding == nil, stored.entry.kind == .ledgerPosted else { return }
        let index = stored.entry.index
        guard let content = stored.entry.content, let lines = LedgerLine.all(in: content.payload) else {
            return report(.log, "entry \(index)", index)
        }
        for line in lines where finding == nil { try compare(line, index) }
        guard finding == nil else { return }
        try compareCounts(lines, index)
    }

    /// What is left when all entries were added. The first finding; nil where the ledger is sound.
    package mutating func finish() throws -> LedgerFinding? {
        if finding == nil { finding = try unlogged() }
        if finding == nil { finding = try LedgerRulesCheck(transaction: transaction, origin: origin).finding() }
        return finding
    }

    private mutating func compare(_ line: LedgerLine, _ index: UInt64) throws {
        guard let row = try transaction.first(line.table.lookup, line.key) else {
            return report(.row, try name(line, nil), index)
        }
        let values = row.all
        let columns = line.table.columns.count
        if line.table.isPosted {
            let posted: UInt64? = try row.value("posted")
            // A newer entry tells the row as it is now.
            if let posted, posted > index { return }
            guard posted == index else { return report(.row, try name(line, "posted"), index) }
            if try row.value("rowid", as: Int64.self) <= lastOld(line.table) { matchedOld[line.table, default: 0] += 1 }
        }
        if let column = line.difference(from: Array(values.prefix(columns))) {
            return report(.row, try name(line, column), index)
        }
        matched[line.table, default: 0] += 1
        guard line.table == .transactions, case .integer(let number) = line.key.first else { return }
        guard last == origin.number ? number > last : number == last + 1 else {
            return report(.order, try name(line, nil), index)
        }
        last = number
    }

    /// Whether the entries and reservations of this step have rows beside those that it tells.
    private mutating func compareCounts(_ lines: [LedgerLine], _ index: UInt64) throws {
        for line in lines where line.table == .transactions {
            let told = lines.count { $0.table == .postings && $0.key.first == line.key.first }
            let found: Int? = try transaction.value("SELECT count(*) FROM ledger_postings WHERE entry = ?", [line.key[0]])
            guard told == found else { return report(.unlogged, "ledger_postings of \(try name(line, nil))", index) }
        }
    }

    private func lastOld(_ table: LedgerTable) -> Int64 {
        switch table {
        case .holds: origin.lastHold
        case .settlements: origin.lastSettlement
        case .buckets, .transactions, .postings, .legs: 0
        }
    }

    private mutating func report(_ problem: LedgerFinding.Problem, _ subject: String, _ entry: UInt64?) {
        finding = LedgerFinding(problem: problem, subject: subject, entry: entry)
    }

    /// The row, the column and the contract to which it belongs, as far as it is known.
    private func name(_ line: LedgerLine, _ column: String?) throws -> String {
        let contract: Int64? = try transaction.value(
            "SELECT number FROM contracts WHERE id = (\(line.table.contractQuery))", [line.key[0]])
        return [line.name, column].compactMap { $0 }.joined(separator: " ") + (contract.map { ", C-\($0)" } ?? "")
    }
}

extension LedgerTable {
    /// A row by its key, with what tells where the log tells it.
    fileprivate var lookup: String { Self.lookups[self] ?? "" }

    private static let lookups = Dictionary(
        uniqueKeysWithValues: allCases.map { table in
            let condition = table.columns.prefix(table.keyColumns).map { "\($0) = ?" }.joined(separator: " AND ")
            let more = table.isPosted ? ", posted, rowid" : ""
            return (table, "SELECT \(table.selection)\(more) FROM \(table.rawValue) WHERE \(condition)")
        })

    /// The contract's id of the row whose key's first column is given.
    fileprivate var contractQuery: String {
        switch self {
        case .buckets: "SELECT contract FROM buckets WHERE id = ?"
        case .transactions, .postings: "SELECT contract FROM ledger_transactions WHERE number = ?"
        case .holds, .legs, .settlements: "SELECT contract FROM holds WHERE id = ?"
        }
    }
}
