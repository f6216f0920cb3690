import Agent
import ArgumentParser

/// `hamyar-agent show ID`
struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show one session: what was asked, allowed and done.")
    @Argument(help: "The session: S-1042, 1042, or its id.") var session: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.perform {
            let shown = try await LocalAccess.use(common.home, logger: common.logger) { try await $0.show(session) }
            return CommandOutput(document: SessionOutput(shown), text: SessionText(shown, in: common.language).text)
        }
    }
}
