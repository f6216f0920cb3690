import Agent
import ArgumentParser
import Messages
import Sentences

/// `hamyar-agent ready ID`
struct Ready: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say that what the vendor asked you to prepare is there.")
    @Argument(help: "A help request of yours, H-12, or a session, S-1042.") var subject: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.perform {
            let reply = try await LocalAccess.use(common.home, logger: common.logger) { try await $0.ready(subject) }
            let text = Isolation.isolate(reply.subject, in: common.language) + "  " + common.language.word(.readySaid)
            return CommandOutput(document: SubjectOutput(reply), text: text)
        }
    }
}
