import Agent
import ArgumentParser
import Sentences

/// `hamyar-agent deny ID`
struct Deny: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Refuse a request.")
    @Argument(help: "The session: S-1042, 1042, or its id.") var session: String
    @Option(help: "What the technician is told.") var reason = ""
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.perform {
            let shown = try await LocalAccess.use(common.home, logger: common.logger) {
                try await $0.deny(session, reason: reason)
            }
            return CommandOutput(document: SessionOutput(shown), text: common.language.phrase(.denied))
        }
    }
}
