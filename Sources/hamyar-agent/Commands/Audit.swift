import Agent
import ArgumentParser
import AuditLog
import Messages
import Primitives
import Sentences

/// `hamyar-agent audit verify`
struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The agent's own log of everything that was asked, allowed and done here.", subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read the whole log against its signed roots; names the first bad entry.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.perform {
                let reply = try await LocalAccess.use(common.home, logger: common.logger) { try await $0.verify() }
                let language = common.language
                guard !reply.sound else {
                    let text = AgentPhrase.logSound.text(in: language) + " (\(language.number(reply.entries)))"
                    return CommandOutput(document: AuditVerifyOutput(reply), text: text)
                }
                let failure = Failure(.auditUnsound, ["first_bad": String(reply.firstBad), "problem": reply.problem])
                return CommandOutput(
                    document: AuditVerifyOutput(reply), text: language.sentence(for: failure), exit: .notVerified)
            }
        }
    }
}
