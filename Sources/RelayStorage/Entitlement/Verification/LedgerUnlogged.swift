import AuditLog
import Storage

extension LedgerVerification {
    /// Rows of which the log does not tell, after all of it was read; found by their number, named only then.
    func unlogged() throws -> LedgerFinding? {
        for table in LedgerTable.allCases {
            let (old, new) = try count(table)
            let expected = (origin.rows[table] ?? 0) - (matchedOld[table] ?? 0)
            if table == .legs {
                // Legs have no mark of their own.
                guard old + new == expected + (matched[.legs] ?? 0) else { return try report(table) }
            } else {
                guard new == matched[table] ?? 0, old == expected else { return try report(table) }
            }
        }
        return nil
    }

    /// Rows from before the log told of the ledger, and those since.
    private func count(_ table: LedgerTable) throws -> (old: Int, new: Int) {
        let (isOld, arguments): (String, [any Storable]) =
            switch table {
            case .transactions: ("number <= ?", [origin.number])
            case .postings: ("entry <= ?", [origin.number])
            case .buckets, .holds, .settlements: ("posted IS NULL", [])
            case .legs: ("0", [])
            }
        let sql = "SELECT count(*) FROM \(table.rawValue) WHERE"
        let all: Int = try transaction.value("SELECT count(*) FROM \(table.rawValue)") ?? 0
        let old: Int = try transaction.value("\(sql) \(isOld)", arguments) ?? 0
        return (old, all - old)
    }

    /// Reads the log once more for the keys that it tells: slow, and only where something is wrong.
    private func report(_ table: LedgerTable) throws -> LedgerFinding {
        var told: [[StoredValue]: Int64] = [:]
        try transaction.forEach(
            """
            SELECT position, payload FROM audit_entries JOIN audit_payloads USING (position) WHERE kind = ? ORDER BY position
            """, [AuditKind.ledgerPosted.rawValue]
        ) { row in
            let position: Int64 = try row.value("position")
            for line in LedgerLine.all(in: try row.value("payload")) ?? [] where line.table == table {
                told[line.key] = position
            }
        }
        var first: String?
        let keys = table.columns.prefix(table.keyColumns).joined(separator: ", ")
        try transaction.forEach("SELECT \(keys)\(table.isPosted ? ", posted" : "") FROM \(table.rawValue)") { row in
            guard first == nil else { return }
            let key = Array(row.all.prefix(table.keyColumns))
            let isTold =
                table.isPosted
                ? told[key] == (try row.value("posted", as: Int64?.self)) : told[key] != nil || isOld(key, in: table)
            if !isTold { first = key.map(\.shown).joined(separator: " ") }
        }
        let subject = [table.rawValue, first ?? "from before the log told of them"].joined(separator: " ")
        return LedgerFinding(problem: .unlogged, subject: subject, entry: nil)
    }

    private func isOld(_ key: [StoredValue], in table: LedgerTable) -> Bool {
        guard table == .transactions || table == .postings, case .integer(let number) = key.first else { return false }
        return number <= origin.number
    }
}

extension StoredValue {
    /// A key's column as findings name it.
    var shown: String {
        switch self {
        case .integer(let number): String(number)
        case .text(let text): text
        case .null, .bytes: ""
        }
    }
}
