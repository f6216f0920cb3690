import Agent
import ArgumentParser
import Messages
import Sentences

/// `hamyar-agent entitlement`
struct Entitlement: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what your contracts give: what is left of what, until when, and what it costs beyond.")
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.perform {
            let views = try await LocalAccess.use(common.home, logger: common.logger) { try await $0.entitlement() }
            return CommandOutput(
                document: EntitlementOutput(views), text: EntitlementText(views, in: common.language).text)
        }
    }
}
