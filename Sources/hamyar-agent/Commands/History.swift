import Agent
import ArgumentParser
import Messages
import Sentences

/// `hamyar-agent history`
struct History: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show the sessions of this machine, newest first.")
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.perform {
            let sessions = try await LocalAccess.use(common.home, logger: common.logger) { try await $0.history() }
            let lines = sessions.sessions.map { SessionText($0, in: common.language).summary }
            return CommandOutput(document: SessionsOutput(sessions), text: lines.joined(separator: "\n"))
        }
    }
}
