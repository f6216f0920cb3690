import Documents
package import Messages
import Primitives
package import Sentences
import Sessions

/// Questions and their answers for a person.
package struct HelpText: Sendable {
    private let language: Language

    package init(in language: Language) {
        self.language = language
    }

    /// `ask`: under which number it went, or that it waits.
    package func sent(_ asked: Asking.Result) -> String {
        guard asked.isSent else {
            let lines = [language.word(.kept)] + (asked.attachments.isEmpty ? [] : [language.word(.filesNotKept)])
            return lines.flatMap { language.wrapped($0) }.joined(separator: "\n")
        }
        var lines = ["\(Isolation.isolate(asked.question.number, in: language))  \(language.word(.sent))."]
        if asked.question.due != 0 { lines.append(due(asked.question)) }
        for file in asked.attachments {
            let name = Isolation.isolate(file.name, in: language)
            lines += language.wrapped("\(language.word(.file)): \(name), \(language.bytes(UInt64(file.size)))", indent: 2)
        }
        return lines.joined(separator: "\n")
    }

    /// `ask --list`.
    package func list(_ requests: [WireHelpView]) -> String {
        guard !requests.isEmpty else { return language.word(.noQuestions) }
        return requests.map { lines(of: $0).joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private func lines(of view: WireHelpView) -> [String] {
        var facts = [language.customerState(view.state)]
        if !view.product.isEmpty { facts.append(Isolation.isolate(DisplayText.stripped(view.product), in: language)) }
        if view.asked != 0 { facts.append(language.word(.asked) + " " + language.moment(view.asked)) }
        let number = view.number.isEmpty ? "" : Isolation.isolate(view.number, in: language) + ": "
        var lines = language.wrapped(number + language.joined(facts))
        lines += language.paragraphs(view.text, indent: 2)
        for file in view.attachments {
            let name = Isolation.isolate(DisplayText.stripped(file.name), in: language)
            var text = "\(language.word(.file)): \(name), \(language.bytes(file.size))"
            if !file.complete { text = language.joined([text, language.word(.notArrived)]) }
            lines += language.wrapped(text, indent: 2)
        }
        if !view.takenBy.isEmpty {
            let name = Isolation.isolate(DisplayText.stripped(view.takenBy), in: language)
            lines += language.wrapped("\(language.word(.takenBy)): \(name)", indent: 2)
        }
        if view.due != 0, !["closed", "refused"].contains(view.state) { lines.append("  " + due(view)) }
        return lines + standing(view)
    }

    /// What the vendor waits for or has answered, or why the question is not with them.
    private func standing(_ view: WireHelpView) -> [String] {
        if view.state == "refused" {
            let parameters = Dictionary(view.events.map { ($0.actor, $0.text) }) { first, _ in first }
            return language.wrapped(Catalogue.sentence(for: view.answer, parameters, in: language), indent: 2)
        }
        var lines: [String] = []
        if !view.waitsFor.isEmpty {
            lines.append("  " + language.word(.waitsForYou) + ":")
            lines += language.paragraphs(view.waitsFor, indent: 4)
            let command = language.command("hamyar-agent ready \(view.number)")
            lines += language.wrapped("\(language.word(.sayReady)): \(command)", indent: 2)
        }
        if !view.answer.isEmpty {
            lines.append("  " + language.word(.answer) + ":")
            lines += language.paragraphs(view.answer, indent: 4)
        }
        return lines
    }

    private func due(_ view: WireHelpView) -> String {
        let text = language.word(.due) + " " + language.moment(view.due)
        return view.overdue ? language.joined([text, language.word(.overdue)]) : text
    }

    /// Text of people for a document: its lines stay, what steers a screen goes.
    static func clean(_ text: String) -> String {
        DisplayText.strippedLines(text, limit: text.count)
    }
}
