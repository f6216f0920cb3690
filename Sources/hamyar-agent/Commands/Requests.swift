import Agent
import ArgumentParser
import Messages
import Sentences

/// `hamyar-agent requests`
struct Requests: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show what waits for an answer and what is allowed now.")
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.perform {
            let sessions = try await LocalAccess.use(common.home, logger: common.logger) { try await $0.requests() }
            return CommandOutput(
                document: SessionsOutput(sessions), text: RequestsText(sessions, in: common.language).text)
        }
    }
}
