import Updates

/// The table that a database's client wrote: names first, then rows.
enum SQLRows {
    /// Rows as objects; numbers are numbers where they are whole. The second says how many more there were.
    static func read(_ text: String, _ database: LocalDatabase) -> (rows: [JSONValue], omitted: Int) {
        let (field, row) = database.separators
        // psql ends its last row with a line's end in place of its separator; sqlite3 and mysql end every row alike.
        let isPostgres = row != "\n" && text.hasSuffix("\n")
        var lines = (isPostgres ? text.dropLast() : text[...]).split(separator: row, omittingEmptySubsequences: false)
        if !isPostgres, lines.last?.isEmpty == true { lines.removeLast() }
        if lines == [""] { lines = [] }
        guard let head = lines.first else { return ([], 0) }
        let names = head.split(separator: field, omittingEmptySubsequences: false).map { FactText.capped($0, 64) }
        let rows = lines.dropFirst().prefix(DiagnosticsLimits.sqlRows).map { line in
            let values = line.split(separator: field, omittingEmptySubsequences: false)
            return JSONValue.object(Dictionary(zip(names, values.map(value))) { first, _ in first })
        }
        return (Array(rows), max(0, lines.count - 1 - rows.count))
    }

    private static func value(_ text: Substring) -> JSONValue {
        if let number = Int64(text), String(number) == text { return .number(number) }
        return .string(FactText.capped(text))
    }
}
