import Sentences
import Updates

/// Facts as lists of names and values and as tables, whatever their kind.
struct FactTable {
    let figure: FactFigure
    /// Rows of a table that are shown at once; the others are behind a line that opens them.
    static let shown = 12
    /// Columns that a table may have.
    static let columns = 11
    /// Characters of a value that is not broken within a column.
    private static let word = 12

    /// An object: its single values first, then what has parts.
    func html(_ members: [String: JSONValue], level: Int = 3) -> String {
        let keys = members.keys.sorted { (FactWords.order($0), $0) < (FactWords.order($1), $1) }
        var list = ""
        var rest = ""
        for key in keys {
            guard let value = members[key], value != .null else { continue }
            let label = HTMLText.sentence(FactWords.label(key, in: figure.language))
            if let text = figure.html(key, value) {
                if !text.isEmpty { list += "<div><dt>\(label)</dt><dd>\(text)</dd></div>" }
            } else if let part = part(value, level) {
                rest += "<h\(level)>\(label)</h\(level)>" + part
            }
        }
        return (list.isEmpty ? "" : "<dl>\(list)</dl>") + rest
    }

    private func part(_ value: JSONValue, _ level: Int) -> String? {
        if let members = value.members { return html(members, level: min(6, level + 1)) }
        guard let elements = value.elements, !elements.isEmpty else { return nil }
        return table(elements)
    }

    /// Elements with names become rows; a column that all leave empty is left out.
    func table(_ elements: [JSONValue]) -> String {
        let rows = elements.map { $0.members ?? ["value": $0] }
        var columns = Set(rows.flatMap { row in row.filter { $0.value != .null && !isEmpty($0.value) }.keys })
        // What no row says yes to needs no column.
        for column in columns where rows.allSatisfy({ $0[column]?.truth == false || $0[column] == nil }) {
            columns.remove(column)
        }
        let ordered = columns.sorted { (FactWords.order($0), $0) < (FactWords.order($1), $1) }
        // Too many columns for any screen: one list for each.
        if ordered.count > Self.columns { return rows.map(card).joined() }
        let head = ordered.map { "<th scope=\"col\">\(HTMLText.sentence(FactWords.label($0, in: figure.language)))</th>" }
            .joined()
        let lines = rows.map { row in "<tr>" + ordered.map { cell($0, row[$0] ?? .null) }.joined() + "</tr>" }
        func table(_ lines: ArraySlice<String>) -> String {
            "<table><thead><tr>\(head)</tr></thead><tbody>\(lines.joined())</tbody></table>"
        }
        guard lines.count > Self.shown + 3 else { return table(lines[...]) }
        let more = figure.language.number(lines.count - Self.shown)
        return table(lines.prefix(Self.shown)) + "<details><summary>+ \(more)</summary>" + table(lines.dropFirst(Self.shown))
            + "</details>"
    }

    private func card(_ row: [String: JSONValue]) -> String {
        guard let key = row.keys.filter({ row[$0]?.text != nil }).min(by: { FactWords.order($0) < FactWords.order($1) }),
            let name = row[key]?.text
        else {
            return html(row, level: 6)
        }
        // What is no, and what counted nothing, is said by its absence.
        let rest = row.filter { $0.key != key && $0.value.truth != false && $0.value.integer != 0 }
        return "<h4>\(HTMLText.value(name))</h4>" + html(rest, level: 6)
    }

    private func isEmpty(_ value: JSONValue) -> Bool {
        value.elements?.isEmpty ?? value.text?.isEmpty ?? false
    }

    private func cell(_ key: String, _ value: JSONValue) -> String {
        let label = HTMLText.sentence(FactWords.label(key, in: figure.language))
        let isNumber = value.integer != nil
        let bar = key == "used_percent" ? value.integer.map { Bar.html(percent: $0) } ?? "" : ""
        let single = figure.html(key, value)
        let text = single ?? value.members.map { html($0, level: 6) } ?? value.elements.map { table($0) } ?? ""
        let isShort = (value.text?.count).map { $0 <= Self.word } ?? false
        let kind = isNumber ? " class=\"n\"" : single == nil ? " class=\"parts\"" : isShort ? " class=\"s\"" : ""
        return "<td data-label=\"\(label)\"\(kind)><div>\(bar)\(text.isEmpty ? "–" : text)</div></td>"
    }
}

/// How full something is.
enum Bar {
    static func html(percent: Int64) -> String {
        let width = max(0, min(100, percent))
        let level = width >= 95 ? " class=\"critical\"" : width >= 85 ? " class=\"warning\"" : ""
        return "<span class=\"bar\" aria-hidden=\"true\"><i\(level) style=\"width:\(width)%\"></i></span>"
    }
}
