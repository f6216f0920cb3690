import ArgumentParser
import Console

struct ContractCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contract", abstract: "Contracts: lines, terms, states.",
        subcommands: [Add.self, Show.self, Renew.self, Extend.self, State.self])

    /// What was agreed beside the plan.
    struct Agreed: ParsableArguments {
        @Option(help: "Length of the term in months. Default: as the plan says.") var months: UInt32?
        @Option(
            help: ArgumentHelp("A quota as agreed, such as 3, 600m, 10h, 3d; repeatable.", valueName: "name=amount"))
        var quota: [String] = []
        @Option(help: ArgumentHelp("What a quota's use is rounded up to, such as 15m; repeatable.", valueName: "name=amount"))
        var step: [String] = []
        @Option(
            help: ArgumentHelp("What is beyond a quota: a price, or nothing; repeatable.", valueName: "name=price|deny"))
        var overdraw: [String] = []
        @Option(help: "A service kind that was not bought; repeatable.") var without: [String] = []

        func terms() throws -> TermOverrides {
            try TermOverrides(months: months, quotas: quota, steps: step, overdraw: overdraw, without: without)
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a contract with one line under a plan, or a further line.",
            discussion: """
                Examples:
                  hamyar contract add "Karoon Trading" --plan padra.yaml --product ledger --version 2.0 --platform linux \
                --purchased 1405-05-12
                  hamyar contract add "Karoon Trading" --contract C-1001 --plan faragostar.yaml --product office --version 8 \
                --platform windows --purchased 1405-06-01 --quota support-hours=10h
                  hamyar contract add "Karoon Trading" --contract C-1001 --replaces ledger --quote Q-12 --plan padra.yaml \
                --product ledger-pro --version 1.0 --platform linux --purchased 1405-06-01
                """)
        @Argument(help: "The customer's name or id.") var customer: String
        @Option(help: "The plan's file (YAML).", completion: .file(extensions: ["yaml", "yml"])) var plan: String
        @Option(help: "The product bought.") var product: String
        @Option(help: "Its version.") var version: String
        @Option(help: "Its platform.") var platform: String
        @Option(help: "Its serial.") var serial = ""
        @Option(help: "The civil date of purchase; years 1300 to 1499 are Jalali.") var purchased: String
        @Option(help: "The contract that gets a further line, number or id. Default: a new contract.") var contract: String?
        @Option(help: "The line that it takes the place of (a higher model), product or id.") var replaces: String?
        @Option(help: "The accepted quote with which it was bought.") var quote: String?
        @OptionGroup var agreed: Agreed
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.answering {
                let new = NewContract(
                    customer: customer, plan: try LocalText(path: plan, option: "--plan"), product: product, version: version,
                    platform: platform, serial: serial, purchased: purchased, terms: try agreed.terms(), contract: contract,
                    replaces: replaces, quote: quote)
                return try await common.errand { try await $0.add(new, key: $1) }
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show a contract: lines, terms, extensions, states, balances.")
        @Argument(help: "The contract's number or id.") var contract: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.contract(contract) }
        }
    }

    struct Renew: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a further term to a line.",
            discussion: """
                Before the old term's end, or on it, the new one starts there and keeps the day of the year; after it, on the day of \
                renewal. Nothing renews itself.

                Examples:
                  hamyar contract renew C-1001
                  hamyar contract renew C-1001 --line ledger --on 1406-05-20 --plan padra-1406.yaml --quota remote-install=3
                """)
        @Argument(help: "The contract's number or id.") var contract: String
        @Option(help: "The line, product or id, where there are several.") var line: String?
        @Option(name: .customLong("on"), help: "The civil date of renewal. Default: today.") var date: String?
        @Option(help: "The plan's file. Default: as the last term's.", completion: .file(extensions: ["yaml", "yml"]))
        var plan: String?
        @OptionGroup var agreed: Agreed
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.answering {
                let text = try plan.map { try LocalText(path: $0, option: "--plan") }
                let terms = try agreed.terms()
                return try await common.errand { desk, key in
                    try await desk.renew(contract, line: line, on: date, plan: text, terms: terms, key: key)
                }
            }
        }
    }

    struct Extend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Move a term's end to a later day: what had expired with it comes back.",
            discussion: "Example: hamyar contract extend C-1001 --until 1405-09-01 --reason \"Our server was down for ten days\"")
        @Argument(help: "The contract's number or id.") var contract: String
        @Option(help: "The line, product or id, where there are several.") var line: String?
        @Option(help: "The first day after the longer term.") var until: String
        @Option(help: "Why, for the contract and the log.") var reason: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.once { desk, key in
                try await desk.extend(contract: contract, line: line, until: until, reason: reason, key: key)
            }
        }
    }

    struct State: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Suspend, cancel, transfer or take up a contract.",
            discussion: "Example: hamyar contract state C-1001 suspended --reason \"Invoice 77 is open\"")
        @Argument(help: "The contract's number or id.") var contract: String
        @Argument(help: "active, suspended, cancelled or transferred.") var state: ContractStateWord
        @Option(help: "Why, for the contract and the log.") var reason: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.once { desk, key in
                try await desk.state(contract: contract, state.rawValue, reason: reason, key: key)
            }
        }
    }
}
