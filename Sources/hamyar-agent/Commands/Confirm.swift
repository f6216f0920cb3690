import Agent
import ArgumentParser
import Messages
import Sentences

/// `hamyar-agent confirm ID`
struct Confirm: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Confirm a piece of work as the second person, where no colleague of the technician came forward.",
        discussion: "For people with the admin right who may approve.")
    @Argument(help: "The vendor's record, R-3.") var subject: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.perform {
            let reply = try await LocalAccess.use(common.home, logger: common.logger) { try await $0.confirm(subject) }
            let text = Isolation.isolate(reply.subject, in: common.language) + "  " + common.language.word(.confirmed)
            return CommandOutput(document: SubjectOutput(reply), text: text)
        }
    }
}
