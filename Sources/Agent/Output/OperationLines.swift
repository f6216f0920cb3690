import Cryptography
import Documents
package import Messages
import Primitives
package import Sentences
import Sessions
import SignedObjects

/// Commands, scripts and diagnoses of a session for a person at the machine: what was asked for, what runs now, what waits for a look.
package struct OperationLines: Sendable {
    private let session: WireLocalSession
    private let language: Language

    package init(_ session: WireLocalSession, in language: Language) {
        self.session = session
        self.language = language
    }

    /// What an operation of the past asked for.
    func asked(_ operation: String) -> [String] {
        guard let wire = session.operations.first(where: { $0.operation.operation == operation }) else { return [] }
        return Self.lines(wire.fields(in: language), in: language)
    }

    /// Whether a bundle left, where the operation was to send one.
    func leaving(_ outcome: WireOutcome) -> [String] {
        let operation = session.operations.first { $0.operation.operation == outcome.operation }?.operation
        let isBundle =
            if let operation { operation.isBundle } else { outcome.hasDiagnosis && outcome.diagnosis.readings == 0 }
        guard isBundle else { return [] }
        return ["  " + language.phrase(outcome.files.isEmpty ? .bundleKept : .bundleSent)]
    }

    /// What runs or waits now.
    var open: [String] { session.operations.filter(\.isOpen).flatMap { open($0) } }

    /// One that runs or waits: what it is, who wants it, since when, and what a person may do.
    ///
    /// - Parameter limit: characters of a command's words.
    package func open(_ wire: WireLocalOperation, limit: Int = .max) -> [String] {
        let technician = language.quoted(DisplayText.stripped(session.technicianName))
        let since = language.phrase(.since) + " " + language.moment(wire.began)
        let state: AgentWord = wire.diagnosis == "waiting" ? .waitsForYourLook : wire.running ? .runsNow : .waitsToGoOn
        var lines = ["\(session.number)  \(language.word(state)), \(since): \(technician)"]
        lines += Self.lines(wire.fields(in: language, limit: limit), in: language)
        if wire.cut { lines.append("  \(language.word(.wordsDoNotFit))") }
        guard wire.diagnosis != "waiting" else { return lines }
        lines.append("  \(language.word(.toStop)): hamyar-agent revoke \(session.number)")
        return lines
    }

    static func lines(_ fields: [(label: Phrase, value: String)], in language: Language) -> [String] {
        fields.map { "  \(language.phrase($0.label)): \($0.value)" }
    }
}

extension WireLocalOperation {
    /// It has no outcome.
    package var isOpen: Bool { running || ["collecting", "waiting", "approved"].contains(diagnosis) }

    fileprivate func fields(in language: Language, limit: Int = .max) -> [(label: Phrase, value: String)] {
        guard let operation = try? Operation(wire: operation) else { return [] }
        return OperationText.fields(operation, in: language, isCut: cut, limit: limit)
    }
}

extension WireOperation {
    fileprivate var isBundle: Bool {
        if case .diagnosis(let diagnosis) = what { diagnosis.period == 0 } else { false }
    }
}

extension OperationOutput {
    init?(_ wire: WireLocalOperation) {
        guard let operation = try? Operation(wire: wire.operation), let digest = Digest(bytes: wire.digest) else { return nil }
        self.init(
            operation, digest: digest, began: OutputTime(wire: wire.began), running: wire.running,
            state: wire.diagnosis.isEmpty ? nil : wire.diagnosis, cut: wire.cut)
    }
}

extension WireOutcome {
    /// nil where it is none of a diagnosis, or is not well-formed.
    var diagnosisEffect: DiagnosisEffect? {
        guard hasDiagnosis else { return nil }
        return try? DiagnosisEffect(
            findings: diagnosis.findings, redactions: diagnosis.redactions, leftOut: diagnosis.leftOut,
            readings: diagnosis.readings)
    }
}
