import Documents
package import Messages
import Primitives
package import Sentences
import Sessions

/// `requests` for a person: a few of them whole, many as a table with a line for each.
package struct RequestsText: Sendable {
    private let sessions: [WireLocalSession]
    private let language: Language

    package init(_ sessions: WireLocalSessions, in language: Language) {
        self.sessions = sessions.sessions
        self.language = language
    }

    package var text: String {
        guard !sessions.isEmpty else { return language.phrase(.nothingWaiting) }
        guard sessions.count > LocalLimits.wholeRequests else {
            return sessions.map { SessionText($0, in: language).text }.joined(separator: "\n\n")
        }
        let hint = language.word(.showWhole) + ": hamyar-agent show " + (sessions.first?.number ?? "")
        return (lines + [hint]).joined(separator: "\n")
    }

    /// Columns that the table's cells may take, so that a line has at most 80.
    private static let kindWidth = 24
    private static let nameWidth = 18
    private static let costWidth = 15

    private var lines: [String] {
        var table = Table([
            Table.Column(language.word(.number)), Table.Column(language.word(.state)), Table.Column(language.word(.kind)),
            Table.Column(language.word(.technician)), Table.Column(language.word(.cost), isNumber: true),
        ])
        for session in sessions {
            table.add([
                session.number, language.session(session.state), DisplayWidth.cut(kinds(session), to: Self.kindWidth),
                DisplayWidth.cut(
                    session.request.hasUpdate
                        ? language.word(.thisMachine) : DisplayText.stripped(session.technicianName), to: Self.nameWidth),
                DisplayWidth.cut(cost(session), to: Self.costWidth),
            ])
        }
        return table.lines(in: language)
    }

    /// Names of the service kinds; beyond the first, how many more.
    private func kinds(_ session: WireLocalSession) -> String {
        var names: [String] = []
        for part in session.verdict.parts {
            let name = language == .persian ? part.kindPersian : part.kindEnglish
            if !names.contains(name) { names.append(DisplayText.stripped(name)) }
        }
        guard names.count > 1 else { return names.first ?? "" }
        return "\(names[0]) +" + language.number(names.count - 1)
    }

    private func cost(_ session: WireLocalSession) -> String {
        session.verdict.price == 0
            ? language.money(rials: 0) : language.number(session.verdict.price) + " " + language.word(.rials)
    }
}
