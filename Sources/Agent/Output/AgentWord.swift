package import Sentences

/// Labels, headings and short sentences of the customer's lists, in both languages; Docs/words.md fixes the terms.
package enum AgentWord: String, CaseIterable, Sendable {
    case number, state, kind, technician, cost, expires
    case rials, showWhole

    // swift-format-ignore
    var texts: (english: String, persian: String) {
        switch self {
        case .number: ("Number", "شماره")
        case .state: ("State", "وضعیت")
        case .kind: ("Service kind", "نوع خدمت")
        case .technician: ("Technician", "کارشناس")
        case .cost: ("Costs", "هزینه")
        case .expires: ("Expires", "پایان مهلت")
        case .rials: ("rials", "ریال")
        case .showWhole: ("To see one whole", "برای دیدن کامل هر یک")
        }
    }
}

extension Language {
    package func word(_ word: AgentWord) -> String {
        self == .persian ? word.texts.persian : word.texts.english
    }
}
