package import Sentences

/// Rows under headings, in columns.
package struct Table: Sendable {
    package struct Column: Sendable {
        let heading: String
        /// Numbers stand at the end of their column.
        let isNumber: Bool

        package init(_ heading: String, isNumber: Bool = false) {
            self.heading = heading
            self.isNumber = isNumber
        }
    }

    private let columns: [Column]
    private var rows: [[String]] = []

    package init(_ columns: [Column]) {
        self.columns = columns
    }

    package var isEmpty: Bool { rows.isEmpty }

    /// Adds a row; cells that are missing are empty.
    package mutating func add(_ cells: [String]) {
        rows.append((0..<columns.count).map { $0 < cells.count ? cells[$0] : "" })
    }

    /// The lines, headings first. Values are cleaned, and isolated where their direction could move the columns.
    package func lines(in language: Language) -> [String] {
        let all = [columns.map(\.heading)] + rows.map { $0.map { Isolation.isolate($0, in: language) } }
        let widths = columns.indices.map { index in all.reduce(0) { max($0, DisplayWidth.of($1[index])) } }
        return all.map { row in
            let cells = columns.indices.map { index in
                // Nothing follows the last column: no spaces at the end of a line.
                let isLast = index == columns.count - 1 && !columns[index].isNumber
                return isLast ? row[index] : DisplayWidth.pad(row[index], to: widths[index], trailing: columns[index].isNumber)
            }
            return cells.joined(separator: "  ")
        }
    }
}
