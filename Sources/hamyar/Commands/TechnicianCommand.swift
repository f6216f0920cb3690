import ArgumentParser
import Console

struct TechnicianCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "technician", abstract: "Technicians, by an admin.",
        subcommands: [Invite.self, Approve.self, List.self, Revoke.self])

    struct Invite: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a one-time code for a new technician.")
        @Argument(help: "The technician's name.") var name: String
        @Flag(help: "May invite, approve and revoke.") var admin = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.once { try await $0.inviteTechnician(name, admin: admin, key: $1) }
        }
    }

    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign a waiting technician's certificate.",
            discussion: """
                Ask the technician for the four check words on their screen, by telephone or in person. They are of the key that was \
                made there; a relay that is not to be trusted could show another one.
                """)
        @Argument(help: "The technician's id, tec_….") var id: String
        @Option(help: "The authority directory.") var authority: String
        @Option(help: "The check words that the technician reads out; asked for on a terminal.") var words: String?
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { desk in
                try await desk.approveTechnician(id, authority: authority) {
                    try words ?? common.ask(.checkWords, of: $0, option: "--words")
                }
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List technicians.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.technicians() }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Revoke a technician's key, everywhere within 60 s.")
        @Argument(help: "The technician's id, tec_….") var id: String
        @Option(help: "The authority directory.") var authority: String
        @Option(help: "Why, for the list and the log.") var reason: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.revokeTechnician(id, authority: authority, reason: reason) }
        }
    }
}
