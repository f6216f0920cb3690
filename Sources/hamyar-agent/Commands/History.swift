import Agent
import ArgumentParser
import Messages
import Sentences

/// `hamyar-agent history`
struct History: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show the sessions of this machine, newest first.")
    @Option(help: "How many, at most.") var last = 100
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if last < 1 { throw ValidationError("--last takes a number from 1 up.") }
    }

    func run() async throws {
        try await common.perform {
            let sessions = try await LocalAccess.use(common.home, logger: common.logger) { try await $0.history(last: last) }
            let lines = sessions.sessions.map { SessionText($0, in: common.language).summary }
            return CommandOutput(document: SessionsOutput(sessions), text: lines.joined(separator: "\n"))
        }
    }
}
