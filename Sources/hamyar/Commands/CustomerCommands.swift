import ArgumentParser
import Console

struct CustomerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "customer", abstract: "Customers.", subcommands: [Add.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a customer, or a prospect.")
        @Argument(help: "The customer's name.") var name: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.addCustomer(name) }
        }
    }
}

struct ContractCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "contract", abstract: "Contracts.", subcommands: [Add.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a contract with one line under a plan.")
        @Argument(help: "The customer's name or id.") var customer: String
        @Option(help: "The plan's file (YAML).") var plan: String
        @Option(help: "The product bought.") var product: String
        @Option(help: "Its version.") var version: String
        @Option(help: "Its platform.") var platform: String
        @Option(help: "The civil date of purchase; years 1300 to 1499 are Jalali.") var purchased: String
        @Option(help: "Length of the first term. Default: as the plan says.") var months: UInt32?
        @Option(help: "A quota as agreed at purchase, KIND=N; repeatable.") var quota: [String] = []
        @Option(help: "A service kind that was not bought; repeatable.") var without: [String] = []
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { desk in
                try await desk.add(
                    NewContract(
                        customer: customer, planPath: plan, product: product, version: version, platform: platform,
                        purchased: purchased, months: months, quotas: KindCount.parse(quota), without: without))
            }
        }
    }
}

struct Ledger: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show a contract's quotas and what moved them.")
    @Argument(help: "The contract's number or id.") var contract: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.atRelay { try await $0.ledger(contract) }
    }
}
