import Agent
import ArgumentParser
import CommandLines

/// The program on the customer's machine.
@main
struct HamyarAgent: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hamyar-agent",
        abstract: "Lets the vendor's technicians help on this machine, each time as far as you allow.",
        discussion: "Nothing is done on this machine before someone here approves it; `hamyar-agent stop` ends everything.",
        version: AgentProgram.version,
        subcommands: [
            Enrol.self, Run.self, Requests.self, Approve.self, Deny.self, Revoke.self, Stop.self, Watch.self, Status.self,
            History.self, Show.self, Entitlement.self, Code.self, Ask.self, Ready.self, Confirm.self, Audit.self,
            Preview.self, Send.self, Withhold.self, Collect.self, ApproverCommand.self, PolicyCommand.self, Versions.self,
            Rollback.self, Keep.self, TrustReleases.self,
        ])

    static func main() async {
        await CommandLineStart.run(Self.self)
    }
}
