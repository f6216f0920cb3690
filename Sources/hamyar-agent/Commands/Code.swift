import Agent
import ArgumentParser
import Messages
import Sentences
import SwiftProtobuf

/// `hamyar-agent code`
struct Code: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the support code that says who calls.",
        discussion: "For people with the admin right (hamyar-agent approver set --admin). A look at it is in the agent's log.")
    @Flag(help: "Make a new code; the old one is right for 24 hours more.") var new = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.perform {
            let call = WireCodeShowCall.with { $0.rotate = new }
            let view = try await LocalAccess.use(common.home, logger: common.logger) { try await $0.code(call) }
            return CommandOutput(document: CodeOutput(view), text: CodeText.make(view, in: common.language))
        }
    }
}
