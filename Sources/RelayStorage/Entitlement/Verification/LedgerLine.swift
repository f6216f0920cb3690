import Primitives
import Storage

/// A row as the log tells it (`LedgerLines`), to be compared with the one that is stored.
struct LedgerLine {
    let table: LedgerTable
    /// The whole line with its end.
    let bytes: ArraySlice<UInt8>
    /// The first columns, as they are bound in a query.
    let key: [StoredValue]

    /// nil where it is no row of these tables.
    init?(_ bytes: ArraySlice<UInt8>) {
        let fields = bytes.dropLast().split(separator: LedgerLines.tab, omittingEmptySubsequences: false)
        guard bytes.last == LedgerLines.newline, let name = fields.first,
            let table = LedgerTable(rawValue: String(decoding: name, as: UTF8.self)), fields.count == table.columns.count + 1
        else { return nil }
        var key: [StoredValue] = []
        for (index, field) in fields[1...table.keyColumns].enumerated() {
            let text = String(decoding: field, as: UTF8.self)
            if table.isNumber(keyColumn: index) {
                guard let number = Int64(text) else { return nil }
                key.append(.integer(number))
            } else {
                // Keys are ids, which have nothing to escape.
                key.append(.text(text))
            }
        }
        self.table = table
        self.bytes = bytes
        self.key = key
    }

    /// The lines of a payload; nil where it is not made of them.
    static func all(in payload: [UInt8]) -> [LedgerLine]? {
        var lines: [LedgerLine] = []
        var start = payload.startIndex
        while let end = payload[start...].firstIndex(of: LedgerLines.newline) {
            guard let line = LedgerLine(payload[start...end]) else { return nil }
            lines.append(line)
            start = end + 1
        }
        return start == payload.endIndex ? lines : nil
    }

    /// The first column in which the stored row differs; nil where it is the same.
    func difference(from values: [StoredValue]) -> String? {
        var stored = LedgerLines()
        stored.append(table, values)
        guard !bytes.elementsEqual(stored.bytes) else { return nil }
        let told = bytes.dropLast().split(separator: LedgerLines.tab, omittingEmptySubsequences: false).dropFirst()
        let found = stored.bytes.dropLast().split(separator: LedgerLines.tab, omittingEmptySubsequences: false).dropFirst()
        for (column, (told, found)) in zip(table.columns, zip(told, found)) where !told.elementsEqual(found) { return column }
        return table.columns.last
    }

    /// `ledger_postings 12 0`.
    var name: String {
        ([table.rawValue] + key.map(\.shown)).joined(separator: " ")
    }
}

extension LedgerTable {
    fileprivate func isNumber(keyColumn index: Int) -> Bool {
        switch self {
        case .transactions, .postings: true
        case .legs: index == 1
        case .buckets, .holds, .settlements: false
        }
    }
}
