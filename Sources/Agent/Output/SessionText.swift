import Documents
import Entitlement
package import Messages
import Primitives
package import Sentences
import Sessions

/// A session as a person at the machine sees it: everything that the grant would rest on, in one place (design of trust, "Who
/// is the customer"; requirement D1).
package struct SessionText: Sendable {
    private let session: WireLocalSession
    private let language: Language
    private let zone: CivilZone?

    package init(_ session: WireLocalSession, in language: Language) {
        self.session = session
        self.language = language
        zone = try? CivilZone.tehran()
    }

    /// The whole prompt, one fact to a line.
    package var lines: [String] {
        let request = session.request
        var lines = [
            "\(session.number)  \(language.session(session.state))",
            language.labelled(.vendor, session.vendorName),
            language.phrase(.technician) + ": " + asker,
        ]
        if !session.organisationName.isEmpty { lines.append(language.labelled(.organisation, session.organisationName)) }
        lines.append(language.phrase(.reason) + ": " + quoted(request.reason))
        if !request.reference.isEmpty { lines.append(language.phrase(.reference) + ": " + quoted(request.reference)) }
        lines += scope(request.scope, byteLimit: request.byteLimit)
        lines.append(language.phrase(.duration) + ": " + language.duration(.milliseconds(request.durationMs)))
        lines += verdict
        lines.append(language.labelled(.checkWords, session.checkWords))
        lines += deadline
        return lines + granted + outcomes + OperationLines(session, in: language).open
    }

    /// Who asks: a technician, or the machine itself for an update, on a policy.
    private var asker: String {
        let request = session.request
        guard request.hasUpdate else { return quoted(session.technicianName) + " " + request.technician }
        let policy = Isolation.isolate(request.update.policy, in: language)
        return language.word(.thisMachine) + " (" + language.word(.byPolicy) + " " + policy + ")"
    }

    /// Text of another party, without what could steer a terminal, marked as theirs.
    private func quoted(_ text: String) -> String { language.quoted(DisplayText.stripped(text)) }

    package var text: String { lines.joined(separator: "\n") }

    private func scope(_ words: [String], byteLimit: UInt64) -> [String] {
        var lines = ScopeLines(words, in: language).lines
        if byteLimit > 0 { lines.append(language.phrase(.byteLimit) + ": " + language.bytes(byteLimit)) }
        return lines
    }

    private var verdict: [String] {
        guard session.hasVerdict else { return [] }
        let verdict = session.verdict
        var lines = [language.phrase(.coverage) + ":"]
        lines += verdict.parts.map { "  " + language.verdict(VerdictPartText($0)) }
        lines += verdict.parts.filter { !$0.quote.isEmpty }.map { "  " + quote($0) }
        lines += ConditionLines(session, in: language).lines
        lines.append(language.phrase(.cost) + ": " + language.money(rials: verdict.price))
        return lines + limit
    }

    /// `Q-12: a quote of the vendor; approving accepts it`. Its total with tax stands with the part that it pays for.
    private func quote(_ part: WireVerdictPart) -> String {
        Isolation.isolate(part.quote, in: language) + ": " + language.word(part.accepted ? .quoteAccepted : .quoteAccepting)
    }

    /// What the person who reads may accept, where it costs and nobody has allowed it yet.
    private var limit: [String] {
        guard session.verdict.price > 0, !session.hasGrant, session.endedCode.isEmpty else { return [] }
        let text = language.word(.yourLimit) + ": " + language.money(limit: session.costLimit)
        return [session.verdict.price <= session.costLimit ? text : language.joined([text, language.word(.aboveLimit)])]
    }

    private var deadline: [String] {
        guard session.expires != 0, session.endedCode.isEmpty else { return [] }
        let label: Phrase = session.hasGrant ? .grantExpires : .requestExpires
        return [language.phrase(label) + ": " + time(session.expires)]
    }

    private var granted: [String] {
        guard session.hasGrant else { return [] }
        let approver = DisplayText.stripped(session.grant.approver.name)
        return [language.phrase(.approved) + " " + Isolation.isolate(approver, in: language)]
            + scope(session.grant.scope, byteLimit: session.grant.byteLimit)
    }

    private var outcomes: [String] {
        session.outcomes.flatMap { outcome in
            var lines = [
                language.phrase(.outcome) + ": " + language.session(outcome.result.word, because: outcome.code)
            ]
            lines += OperationLines(session, in: language).asked(outcome.operation)
            for file in outcome.files {
                let path = Isolation.isolate(DisplayText.stripped(file.path, limit: SessionLimits.pathBytes), in: language)
                lines.append("  \(path)  \(language.bytes(file.size))  sha256:\(Hexadecimal.encode(file.digest))")
                if !file.backup.isEmpty { lines.append("  " + language.labelled(.backup, file.backup)) }
            }
            if outcome.hasCommand { lines += command(outcome.command) }
            if let diagnosis = outcome.diagnosisEffect {
                lines += OperationLines.lines(OperationText.fields(diagnosis, in: language), in: language)
            }
            lines += OperationLines(session, in: language).leaving(outcome)
            return lines
        }
    }

    /// How a command ended, and the digests of what it wrote.
    private func command(_ effect: WireCommandEffect) -> [String] {
        var lines: [String] = []
        if effect.hasExit { lines.append("  \(language.word(.exitStatus)): \(language.number(effect.exit))") }
        if effect.hasSignal { lines.append("  \(language.word(.signal)): \(language.number(effect.signal))") }
        for (word, part) in [(AgentWord.commandOutput, effect.output), (.commandErrors, effect.errors)] {
            let digest = Isolation.isolate("sha256:\(Hexadecimal.encode(part.digest))", in: language)
            lines.append("  \(language.word(word)): \(language.bytes(part.bytes))  \(digest)")
        }
        return lines
    }

    private func time(_ milliseconds: Int64) -> String {
        let instant = Timestamp(milliseconds: milliseconds)
        return zone.map { language.time(instant, in: $0) } ?? String(milliseconds)
    }

    /// For `history`: one line.
    package var summary: String {
        let name = Isolation.isolate(DisplayText.stripped(session.technicianName), in: language)
        let state = language.session(session.state, because: session.endedCode)
        return "\(session.number)  \(state)  \(name)  \(time(session.request.created))"
    }
}
