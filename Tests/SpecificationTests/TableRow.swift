/// One row of a table in a document.
struct TableRow {
    let cells: [String]

    /// The rows of every table whose first column has this header.
    static func all(in document: String, header: String) -> [TableRow] {
        var rows: [TableRow] = []
        var isInside = false
        for line in document.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix("|") else {
                isInside = false
                continue
            }
            let row = TableRow(cells: cells(of: line))
            if row.cells.first == header {
                isInside = true
            } else if isInside, row.cells.first?.hasPrefix("---") == false {
                rows.append(row)
            }
        }
        return rows
    }

    /// What stands between backticks in a cell.
    func names(_ column: Int) -> [String] {
        guard cells.indices.contains(column) else { return [] }
        return cells[column].matches(of: /`([^`]+)`/).map { String($0.1) }
    }

    private static func cells(of line: Substring) -> [String] {
        line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().map { cell in
            String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }
}
