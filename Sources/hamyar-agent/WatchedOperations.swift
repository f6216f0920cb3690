import Agent
import Diagnostics
import Documents
import Messages
import Sentences
import SwiftProtobuf

/// What `watch` has told of commands, scripts and diagnoses: each when it begins, when it waits for the person's look, and when it is over.
struct WatchedOperations {
    /// Characters of a command's words; `show` has them all.
    private static let wordLimit = 2000

    let language: Language
    let service: any LocalService
    /// By operation: how it stood when it was told.
    private var told: [String: String] = [:]

    init(_ service: any LocalService, in language: Language) {
        self.service = service
        self.language = language
    }

    /// Lines for what has changed in a session.
    mutating func news(of session: WireLocalSession) async throws -> [String] {
        var lines: [String] = []
        for operation in session.operations where operation.isOpen {
            let state = operation.diagnosis.isEmpty ? "running" : operation.diagnosis
            guard told.updateValue(state, forKey: operation.operation.operation) != state else { continue }
            switch state {
            case "waiting": lines += try await look(operation.operation.operation)
            case "approved": continue
            default: lines += OperationLines(session, in: language).open(operation, limit: Self.wordLimit)
            }
        }
        for outcome in session.outcomes where told.removeValue(forKey: outcome.operation) != nil {
            let exit =
                outcome.hasCommand && outcome.command.hasExit ? ", \(language.word(.exitStatus)) \(outcome.command.exit)" : ""
            let what = language.session(outcome.result.word, because: outcome.code) + exit
            lines.append("\(session.number)  \(language.phrase(.outcome)): \(what)")
        }
        if session.state == "ended" {
            for operation in session.operations { told[operation.operation.operation] = nil }
        }
        return lines
    }

    /// What waits for the person, as `preview` shows it. It may be over meanwhile.
    private func look(_ operation: String) async throws -> [String] {
        let shown = try await service.diagnosis(WireLocalDiagnosisCall.with { $0.diagnosis = operation })
        let output = DiagnosisOutput(shown, try await DiagnosisLook.fetch(shown, from: service))
        guard output.isWaiting else { return [] }
        let all = DiagnosesOutput(try await service.diagnoses())
        return [DiagnosisText.make(output, among: all, in: language, paint: Colours().paint)]
    }
}
