import Sentences
import Updates

/// Facts as lists of names and values and as tables, whatever their kind.
struct FactTable {
    let figure: FactFigure
    /// Rows of a table that are shown at once; the others are behind a line that opens them.
    static let shown = 12
    /// Columns that a table may have.
    static let columns = 11

    /// An object: its single values first, then what has parts.
    ///
    /// - Parameter title: what stands above already, and needs not be said again.
    func html(_ members: [String: JSONValue], level: Int = 3, below title: String = "") -> String {
        let keys = members.keys.sorted { (FactWords.order($0), $0) < (FactWords.order($1), $1) }
        var list = ""
        var rest = ""
        for key in keys {
            guard let value = members[key], value != .null else { continue }
            let label = label(key)
            if let text = figure.html(key, value) {
                if !text.isEmpty { list += "<div><dt>\(label)</dt><dd>\(text)</dd></div>" }
            } else if let part = part(value, level) {
                rest += (label == title && rest.isEmpty ? "" : "<h\(level)>\(label)</h\(level)>") + part
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
        let head = ordered.map { "<th scope=\"col\">\(label($0))</th>" }
            .joined()
        let lines = rows.map { row in "<tr>" + ordered.map { cell($0, row[$0] ?? .null) }.joined() + "</tr>" }
        func table(_ lines: ArraySlice<String>) -> String {
            "<div class=\"wide\"><table><thead><tr>\(head)</tr></thead><tbody>\(lines.joined())</tbody></table></div>"
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

    /// A name that is not ours may be anybody's.
    private func label(_ key: String) -> String {
        let text = FactWords.label(key, in: figure.language)
        return FactWords.isKnown(key) ? HTMLText.sentence(text) : HTMLText.name(text)
    }

    private func isEmpty(_ value: JSONValue) -> Bool {
        value.elements?.isEmpty ?? value.text?.isEmpty ?? false
    }

    private func cell(_ key: String, _ value: JSONValue) -> String {
        let label = label(key)
        // What is short stays in one piece; long paths and names may be broken anywhere.
        let shown = value.text ?? value.integer.map { figure.figure(key, $0) }
        let isShort = shown.map { $0.unicodeScalars.count <= 16 } ?? false
        let bar = key == "used_percent" ? value.integer.map { Bar.html(percent: $0) } ?? "" : ""
        let text = figure.html(key, value) ?? value.members.map { html($0, level: 6) } ?? value.elements.map { table($0) } ?? ""
        return
            "<td data-label=\"\(label)\"\(text.isEmpty ? " class=\"e\"" : isShort ? " class=\"s\"" : "")>\(bar)<div>\(text.isEmpty ? "–" : text)</div></td>"
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
