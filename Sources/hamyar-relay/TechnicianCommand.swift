import ArgumentParser
import Relay

struct TechnicianCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "technician",
        abstract: "Invite, approve and list technicians at the relay's own console: the first admin comes from here.",
        subcommands: [Invite.self, Approve.self, List.self])

    struct Invite: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a one-time code for a technician.")

        @Argument(help: "The technician's name.")
        var name: String

        @Flag(help: "An admin: may add customers and contracts, and approve technicians.")
        var admin = false

        @OptionGroup var options: ConsoleOptions

        func run() async throws {
            try await options.perform {
                let console = try RelayConsole(home: options.home, logger: options.logger)
                let invitation = try await console.invite(name: name, isAdmin: admin)
                let text = """
                    Code for \(name), good once, for three days:

                        \(invitation.code)

                    On the technician's computer: hamyar enrol RELAY --code CODE
                    """
                return (invitation, text)
            }
        }
    }

    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign an enrolled technician's key with the authority directory, for 30 days.",
            discussion: "Compare the check words with the technician's first.")

        @Argument(help: "The technician's id or name.")
        var technician: String

        @Option(help: ArgumentHelp("The authority directory.", valueName: "dir"))
        var authority: String

        @OptionGroup var options: ConsoleOptions

        func run() async throws {
            try await options.perform {
                let console = try RelayConsole(home: options.home, logger: options.logger)
                let approved = try await console.approve(technician, authority: authority)
                return (approved, "\(approved.name) is approved; check words: \(approved.checkWords)")
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the technicians.")

        @OptionGroup var options: ConsoleOptions

        func run() async throws {
            try await options.perform {
                let technicians = try await RelayConsole(home: options.home, logger: options.logger).technicians()
                let lines = technicians.map { technician in
                    [technician.id, technician.state, technician.admin ? "admin" : "", technician.name, technician.checkWords]
                        .joined(separator: "\t")
                }
                return (["technicians": technicians], lines.isEmpty ? "No technicians yet." : lines.joined(separator: "\n"))
            }
        }
    }
}
