import ArgumentParser
import Console

struct MachineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "machine", abstract: "Customers' machines.", subcommands: [Invite.self, List.self, Tag.self, Revoke.self])

    struct Invite: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a one-time code for a new machine.")
        @Argument(help: "The customer's name or id.") var customer: String
        @Option(help: "The contract that the machine belongs to, number or id.") var contract: String?
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.once { try await $0.inviteMachine(customer: customer, contract: contract, key: $1) }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List machines, and which are online.",
            discussion: """
                Words of --where: customer=… contract=… product=… version<2.1 platform=… tag=pilot name=till-* machine=M-7 seen<7d \
                online; all must hold. Operators: = != < <= > >=.
                """)
        @Option(name: .customLong("where"), help: ArgumentHelp("Only those that these words choose.", valueName: "words"))
        var words = ""
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.machines(where: words) }
        }
    }

    struct Tag: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tag machines, so that they can be chosen together.", subcommands: [Add.self, Remove.self])

        struct Add: AsyncParsableCommand {
            static let configuration = CommandConfiguration(abstract: "Add a tag to machines.")
            @Argument(help: "The tag: a-z, digits, dot, hyphen, underscore.") var tag: String
            @Argument(help: "The machines' numbers, names or ids.") var machines: [String]
            @OptionGroup var common: CommonOptions

            func run() async throws {
                try await common.atRelay { try await $0.tag(machines, add: [tag], remove: []) }
            }
        }

        struct Remove: AsyncParsableCommand {
            static let configuration = CommandConfiguration(commandName: "rm", abstract: "Remove a tag from machines.")
            @Argument(help: "The tag.") var tag: String
            @Argument(help: "The machines' numbers, names or ids.") var machines: [String]
            @OptionGroup var common: CommonOptions

            func run() async throws {
                try await common.atRelay { try await $0.tag(machines, add: [], remove: [tag]) }
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Revoke a machine's certificate.")
        @Argument(help: "The machine's number, name or id.") var machine: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.revokeMachine(machine) }
        }
    }
}

struct Find: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Find customers, contracts and machines.")
    @Argument(help: "A part of a name or number.") var text: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.atRelay { try await $0.find(text) }
    }
}

struct Services: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show what may be done on a machine: kinds, what is left, price.")
    @Argument(help: "The machine's number, name or id.") var machine: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.atRelay { try await $0.services(machine) }
    }
}
