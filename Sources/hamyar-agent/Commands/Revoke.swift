import Agent
import ArgumentParser
import Sentences

/// `hamyar-agent revoke ID`
struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take a grant back; what runs under it stops at once, with or without the relay.")
    @Argument(help: "The session: S-1042, 1042, or its id.") var session: String
    @Option(help: "What the technician is told.") var reason = ""
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.perform {
            let shown = try await LocalAccess.use(common.home, logger: common.logger) {
                try await $0.revoke(session, reason: reason)
            }
            return CommandOutput(document: SessionOutput(shown), text: common.language.phrase(.revoked))
        }
    }
}
