import Agent
import ArgumentParser
import Sentences

/// `hamyar-agent approver set | list`
struct ApproverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approver", abstract: "Who may answer at this machine, and up to which cost.",
        subcommands: [Set.self, List.self])

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Set what one user may do.")
        @Argument(help: "Login name or number.") var user: String
        @Option(help: "The person's name for grants and the log.") var name: String?
        @Option(help: "Rials that this person may accept in one request.") var costLimit: String = "0"
        @Flag(help: "May change the agent's settings.") var admin = false
        @Flag(help: "May see requests but not approve them.") var mayNotApprove = false
        @OptionGroup var common: CommonOptions

        func validate() throws {
            if RialsText.parse(costLimit) == nil { throw ValidationError("--cost-limit takes a number of rials.") }
        }

        func run() async throws {
            try await common.perform {
                let settings = try ApproverEditing(common.home).set(
                    user: user, name: name, costLimit: RialsText.parse(costLimit) ?? 0, admin: admin,
                    mayApprove: !mayNotApprove)
                return CommandOutput(document: ApproversOutput(settings), text: ApproversText.make(settings, common.language))
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the users that are set.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.perform {
                let settings = try AgentSettings.load(from: common.home)
                return CommandOutput(document: ApproversOutput(settings), text: ApproversText.make(settings, common.language))
            }
        }
    }
}

/// The approvers for a person.
enum ApproversText {
    static func make(_ settings: AgentSettings, _ language: Language) -> String {
        settings.approvers.map { person in
            let limit = language.money(rials: person.costLimit ?? 0)
            let user = person.user ?? person.uid.map(String.init) ?? ""
            return "\(user)  \(Isolation.isolate(person.name ?? user, in: language))  \(limit)"
        }.joined(separator: "\n")
    }
}
