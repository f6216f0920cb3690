import Agent
import ArgumentParser
import Messages
import Sentences

/// `hamyar-agent status`
struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show whether the agent runs, is connected, and what is open.")
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.perform {
            let (status, running) = try await LocalAccess.use(common.home, logger: common.logger) {
                (try await $0.status(), $0.isRunning)
            }
            return CommandOutput(
                document: StatusOutput(status, running: running),
                text: StatusText.make(status, running: running, in: common.language))
        }
    }
}
