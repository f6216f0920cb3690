import Documents
import Messages
import Primitives
import Sentences
import Sessions

/// What must hold besides: things to prepare as a checklist with the command that says so, everything else as a sentence; and why the
/// relay gave a grant back.
struct ConditionLines {
    private static let prerequisite = "condition.prerequisite"

    private let session: WireLocalSession
    private let language: Language

    init(_ session: WireLocalSession, in language: Language) {
        self.session = session
        self.language = language
    }

    var lines: [String] { checklist + others + waits }

    private var checklist: [String] {
        let things = session.verdict.conditions.filter { $0.code == Self.prerequisite }
        guard !things.isEmpty else { return [] }
        let mark = session.ready == 0 ? "[ ]" : "[x]"
        var lines = [language.word(.toBePrepared) + ":"]
        lines += things.map { "  \(mark) " + Isolation.isolate(title($0.parameters), in: language) }
        if session.ready != 0 {
            lines.append("  " + language.word(.readySaid) + " " + language.moment(session.ready))
        } else if session.endedCode.isEmpty {
            lines.append("  \(language.word(.sayReady)): " + language.command("hamyar-agent ready \(session.number)"))
        }
        return lines
    }

    private var others: [String] {
        let others = session.verdict.conditions.filter { $0.code != Self.prerequisite }
        guard !others.isEmpty else { return [] }
        return [language.phrase(.conditions) + ":"]
            + others.map { "  " + Catalogue.sentence(for: $0.code, $0.parameters, in: language) }
    }

    private var waits: [String] {
        guard !session.waitsCode.isEmpty, session.endedCode.isEmpty else { return [] }
        return [
            language.word(.givenBack) + " " + Catalogue.sentence(for: session.waitsCode, session.waitsParameters, in: language)
        ]
    }

    /// What is to be prepared, by the plan's words in this language.
    private func title(_ parameters: [String: String]) -> String {
        let title = language.title(parameters["english"] ?? "", parameters["persian"] ?? "")
        return title.isEmpty ? DisplayText.stripped(parameters["name"] ?? "") : title
    }
}
