import Agent
import ArgumentParser
import Messages
import Sentences

/// `hamyar-agent stop`
struct Stop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "End every session at once.",
        discussion: "It needs no id, no relay, and not even a running agent.")
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.perform {
            let reply = try await LocalAccess.use(common.home, logger: common.logger) { try await $0.stop() }
            let text = common.language.phrase(.stopped) + " (\(common.language.number(reply.ended)))"
            return CommandOutput(document: StopOutput(reply), text: text)
        }
    }
}
