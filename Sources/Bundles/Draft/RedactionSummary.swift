package import Redaction

/// `redactions.json`: where something was taken out, and by which rule. Never what.
package struct RedactionSummary: Codable, Hashable, Sendable {
    package let schema: Int
    /// By rule.
    package let totals: [String: Int]
    package let entries: [Redaction]
    /// Places that have no entry.
    package let omitted: Int

    package init(totals: [String: Int], entries: [Redaction], omitted: Int) {
        schema = 1
        self.totals = totals
        self.entries = entries
        self.omitted = omitted
    }

    init(_ list: RedactionList) {
        self.init(totals: list.totals, entries: list.entries, omitted: list.omitted)
    }

    package var count: Int { totals.values.reduce(0, +) }

    /// Together with what another pass took out.
    func adding(_ list: RedactionList) -> RedactionSummary {
        RedactionSummary(
            totals: totals.merging(list.totals, uniquingKeysWith: +),
            entries: Array((entries + list.entries).prefix(RedactionLimits.listed)), omitted: omitted + list.omitted)
    }
}
