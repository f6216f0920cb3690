import Messages
import Sentences

/// The service kinds of a line by what they cost now: those that draw on a quota stand with it.
struct KindGroups {
    private static let groups: [(coverages: Set<String>, word: AgentWord)] = [
        (["uncounted"], .uncounted), (["free"], .free), (["fixed"], .byPrice), (["quote", "tariff"], .byQuote),
        (["denied"], .notGiven),
    ]

    private let line: WireLineEntitlement
    private let language: Language

    init(_ line: WireLineEntitlement, in language: Language) {
        self.line = line
        self.language = language
    }

    var lines: [String] {
        Self.groups.flatMap { group -> [String] in
            var names: [String] = []
            for kind in line.kinds where group.coverages.contains(line.inside ? kind.inside : kind.outside) {
                let text = self.text(kind)
                if !names.contains(text) { names.append(text) }
            }
            guard !names.isEmpty else { return [] }
            return language.wrapped(language.word(group.word) + ": " + language.joined(names), indent: 2)
        }
    }

    private func text(_ kind: WireKindView) -> String {
        var text = Isolation.isolate(language.title(kind.english, kind.persian), in: language)
        let price = line.inside ? kind.insidePrice : kind.outsidePrice
        if price > 0 { text += " " + language.number(price) + " " + language.word(.rials) }
        if kind.used > 0 { text += " ×" + language.quantity(thousandths: kind.used) }
        return text
    }
}
