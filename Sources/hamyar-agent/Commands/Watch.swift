import Agent
import ArgumentParser
import Documents
import Messages
import Primitives
import Sentences
import Sessions
import SwiftProtobuf
import Transport

/// `hamyar-agent watch`
struct Watch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Wait for requests, show each with its cost and what it allows, and ask; show commands that run, and diagnoses that wait.",
        discussion: """
            For a person at a terminal. A command or a script is shown with its words when it begins and with its outcome when it ends; a
            diagnosis with its findings and what was taken out, once it waits for a look.
            With --json it prints one document as soon as a request or a diagnosis waits or a command runs, and asks nothing.
            """)
    @OptionGroup var common: CommonOptions

    @Flag(help: "End after the first request that was asked about.")
    var once = false

    func run() async throws {
        do {
            let service = try await LocalAccess.connect(common.home, logger: common.logger)
            try await watch(service)
        } catch {
            common.report(error)
            throw ArgumentParser.ExitCode(Sentences.ExitCode(for: error).rawValue)
        }
    }

    private func watch(_ service: SocketService) async throws {
        if !common.json { common.writeError(AgentPhrase.listening.text(in: common.language)) }
        var asked: Set<String> = []
        var operations = WatchedOperations(service, in: common.language)
        for try await sessions in try await service.watch() {
            let waiting = sessions.sessions.filter(Self.isWaiting)
            if common.json {
                guard sessions.sessions.contains(where: Self.isOfInterest) else { continue }
                // This is one page of perhaps several.
                let all = try await service.requests().sessions.filter(Self.isOfInterest)
                print(try OutputDocument.text(SessionsOutput(WireLocalSessions.with { $0.sessions = all })))
                return
            }
            for session in sessions.sessions { await tell(of: session, &operations) }
            // A new verdict is a new question.
            for session in waiting where asked.insert("\(session.session) \(session.verdict.issued)").inserted {
                // Many wait for their turn here, and meanwhile somebody else may have answered.
                let now = try await service.show(session.session)
                guard Self.isWaiting(now) else { continue }
                asked.insert("\(now.session) \(now.verdict.issued)")
                guard try await ask(now, service), !once else { return }
            }
        }
        throw Failure(.agentNotRunning, ["path": common.home.path])
    }

    private static func isWaiting(_ session: WireLocalSession) -> Bool {
        SessionPhase(rawValue: session.state)?.takesConsent ?? false
    }

    private static func isOfInterest(_ session: WireLocalSession) -> Bool {
        isWaiting(session) || session.operations.contains(where: \.isOpen)
    }

    /// What cannot be shown now does not end the watch: `preview` and `show` say more.
    private func tell(of session: WireLocalSession, _ operations: inout WatchedOperations) async {
        do {
            for line in try await operations.news(of: session) { print(line) }
        } catch {
            common.writeError(common.language.sentence(for: error))
        }
        Terminal.flush()
    }

    /// Shows one request and takes the answer. Returns false at the end of the input.
    private func ask(_ session: WireLocalSession, _ service: SocketService) async throws -> Bool {
        let language = common.language
        print("\n" + SessionText(session, in: language).text)
        print("\(AgentPhrase.narrowHint.text(in: language)): hamyar-agent approve \(session.number) --only WORD… --for 10m")
        print(AgentPhrase.answerHint.text(in: language))
        while true {
            guard let answer = Terminal.ask(language.phrase(.question)) else { return false }
            switch answer.lowercased() {
            case "y", "yes", "بله", "آری": return try await allow(session, service)
            case "n", "no", "نه", "خیر":
                await say {
                    _ = try await service.deny(session.session, reason: "")
                    return language.phrase(.denied)
                }
                return true
            case "": return true
            default: print(AgentPhrase.askAgain.text(in: language))
            }
        }
    }

    private func allow(_ session: WireLocalSession, _ service: SocketService) async throws -> Bool {
        var call = WireLocalApproveCall.with {
            $0.session = session.session
            // What is allowed is what stands above, not what the relay put in its place meanwhile.
            $0.verdict = session.verdictDigest
        }
        if session.verdict.price > 0 {
            let cost = common.language.money(rials: session.verdict.price)
            guard let typed = Terminal.ask("\(AgentPhrase.typeCost.text(in: common.language)) (\(cost)):") else { return false }
            call.acceptCost = RialsText.parse(typed) ?? 0
        }
        let choice = call
        await say { ApprovalOutput.make(try await service.approve(choice), in: common.language).text }
        return true
    }

    /// A failed answer does not end the watch: the person sees why.
    private func say(_ work: () async throws -> String) async {
        do {
            print(try await work())
        } catch {
            common.writeError(common.language.sentence(for: error))
        }
    }
}
