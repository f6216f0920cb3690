import Documents
import Sentences

/// The kinds of a line in groups: what is free, what is covered without counting, what is priced.
enum KindSummary {
    /// Kinds that draw on a quota are not named: their quota is.
    private static let groups: [(coverages: Set<String>, word: Word)] = [
        (["uncounted"], .covered), (["free"], .freeOfCharge), (["quote", "tariff", "fixed"], .byQuote), (["denied"], .notGiven),
    ]

    static func groups(of line: EntitlementOutput.Line, _ language: Language) -> [NamedList] {
        groups.compactMap { group in
            let kinds = line.kinds.filter { group.coverages.contains(line.inside ? $0.inside : $0.outside) }
            var names: [String] = []
            for kind in kinds where !names.contains(kind.name) { names.append(kind.name) }
            let texts = names.map { name in
                text(kinds.filter { $0.name == name }, of: line.kinds.filter { $0.name == name }, language)
            }
            return texts.isEmpty ? nil : NamedList(label: language.word(group.word), texts: texts)
        }
    }

    /// The kind's name; with its places where it is not so at all of them, and how often it was used.
    private static func text(
        _ rows: [EntitlementOutput.Kind], of all: [EntitlementOutput.Kind], _ language: Language
    ) -> String {
        var text = Isolation.isolate(rows[0].title(in: language), in: language)
        if rows.count < all.count { text += " (\(language.list(parts: rows.map { language.state($0.place) })))" }
        // One tally for all places of a kind.
        let used = rows.reduce(0) { max($0, $1.usedThousandths) }
        return used > 0 ? text + " ×\(language.quantity(thousandths: used))" : text
    }
}
