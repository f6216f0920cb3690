/// What was redacted in one line, by one rule. Never the secret.
package struct Redaction: Hashable, Codable, Sendable {
    package var rule: String
    package var file: String
    /// From 1.
    package var line: Int
    package var count: Int

    package init(rule: String, file: String, line: Int, count: Int) {
        self.rule = rule
        self.file = file
        self.line = line
        self.count = count
    }
}

/// The list of a bundle's redactions, with an end; what goes beyond is counted.
package struct RedactionList: Sendable {
    package private(set) var entries: [Redaction] = []
    /// Replacements by rule, all of them.
    package private(set) var totals: [String: Int] = [:]
    /// Replacements that have no entry.
    package private(set) var omitted = 0

    package init() {}

    package var count: Int { totals.values.reduce(0, +) }

    mutating func add(_ rule: String, _ file: String, _ line: Int) {
        totals[rule, default: 0] += 1
        var index = entries.count - 1
        while index >= 0, entries[index].line == line, entries[index].file == file {
            if entries[index].rule == rule {
                entries[index].count += 1
                return
            }
            index -= 1
        }
        guard entries.count < RedactionLimits.listed else {
            omitted += 1
            return
        }
        entries.append(Redaction(rule: rule, file: file, line: line, count: 1))
    }
}
