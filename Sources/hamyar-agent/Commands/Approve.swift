import Agent
import ArgumentParser
import Messages
import Primitives
import Sentences
import Sessions
import SwiftProtobuf

/// `hamyar-agent approve ID`
struct Approve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Allow what a request asks for, or less.",
        discussion: """
            Scope words are push:PATH, pull:PATH, list:PATH and delete:PATH, where a path covers what lies beneath it, diagnose, watch,
            update:PRODUCT, patch:PRODUCT, script:NAME and command:PROGRAM. `hamyar-agent show ID` says what each of them allows.
            """)
    @Argument(help: "The session: S-1042, 1042, or its id.") var session: String
    @Option(parsing: .upToNextOption, help: "Allow only these scope words; they can only narrow.") var only: [String] = []
    @Option(name: .customLong("for"), help: "For how long, such as 20m; at most as asked.") var duration: String?
    @Option(help: "The cost in rials that you accept; needed where it costs, and equal to the quote.") var acceptCost: String?
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let duration, DurationText.parse(duration) == nil {
            throw ValidationError("--for takes a length of time such as 90s, 30m or 2h.")
        }
        if let acceptCost, RialsText.parse(acceptCost) == nil { throw ValidationError("--accept-cost takes a number of rials.") }
    }

    func run() async throws {
        try await common.perform {
            for word in only { _ = try ScopeWord(word) }
            let call = WireLocalApproveCall.with {
                $0.session = session
                $0.only = only
                $0.durationMs = duration.flatMap { DurationText.parse($0) }?.wholeMilliseconds ?? 0
                $0.acceptCost = acceptCost.flatMap { RialsText.parse($0) } ?? 0
            }
            let shown = try await LocalAccess.use(common.home, logger: common.logger) { try await $0.approve(call) }
            return ApprovalOutput.make(shown, in: common.language)
        }
    }
}

/// What is said after an approval: allowed and active, allowed and waiting for the relay, or to be asked again.
enum ApprovalOutput {
    static func make(_ session: WireLocalSession, in language: Language) -> CommandOutput {
        let document = SessionOutput(session)
        switch session.state {
        case SessionPhase.active.rawValue:
            return CommandOutput(document: document, text: language.phrase(.approved))
        case SessionPhase.granted.rawValue:
            let text = language.phrase(.approved) + " " + AgentPhrase.waitsForRelay.text(in: language)
            return CommandOutput(document: document, text: text)
        case SessionPhase.ended.rawValue: return ended(session, document, language)
        default:
            // Given back because something must happen first: the prompt says what.
            guard session.waitsCode.isEmpty else {
                return CommandOutput(document: document, text: SessionText(session, in: language).text, exit: .pending)
            }
            let text = AgentPhrase.termsChanged.text(in: language) + "\n" + SessionText(session, in: language).text
            return CommandOutput(document: document, text: text, exit: .pending)
        }
    }

    /// The relay did not take the grant, or the session ended in the same moment.
    private static func ended(_ session: WireLocalSession, _ document: SessionOutput, _ language: Language) -> CommandOutput {
        var failure = Failure(.sessionEnded, ["session": session.number, "state": session.state])
        if session.endedCode.contains(".") {
            failure = Failure(Failure.Code(rawValue: session.endedCode), ["session": session.number])
        }
        return CommandOutput(
            document: document, text: language.sentence(for: failure), exit: Sentences.ExitCode(for: failure.code))
    }
}
