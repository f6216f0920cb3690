import ArgumentParser
import Console

struct CustomerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "customer", abstract: "Customers.", subcommands: [Add.self, List.self, Give.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a customer, or a prospect.",
            discussion: "Example: hamyar customer add \"Karoon Trading\" --branch Shiraz")
        @Argument(help: "The customer's name.") var name: String
        @Option(help: "The branch that it belongs to, name or id. Default: your own organisation.") var branch: String?
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.once { try await $0.addCustomer(name, branch: branch, key: $1) }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the customers that you may see.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.customers() }
        }
    }

    struct Give: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a customer to a branch: its technicians see the customer from then on.",
            discussion: "Example: hamyar customer give \"Karoon Trading\" Shiraz")
        @Argument(help: "The customer's name or id.") var customer: String
        @Argument(help: "The branch's name or id.") var branch: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.give(customer: customer, to: branch) }
        }
    }
}

struct BranchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "branch", abstract: "The vendor's branches.", subcommands: [Add.self, List.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a branch. It sees only the customers given to it.")
        @Argument(help: "The branch's name.") var name: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.once { try await $0.addBranch(name, key: $1) }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the vendor and its branches.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.branches() }
        }
    }
}

struct SiteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "site", abstract: "Customers' sites, and how far they are.", subcommands: [Add.self, List.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a site. Visits are covered by the way there, and the source of it is kept.",
            discussion: """
                Example: hamyar site add "Karoon Trading" Ahvaz --address "Kianpars, 4th street" --distance 39.9km --source neshan
                """)
        @Argument(help: "The customer's name or id.") var customer: String
        @Argument(help: "The site's name.") var name: String
        @Option(help: "Its address.") var address = ""
        @Option(help: "The way from head office, such as 39.9km.") var distance: String?
        @Option(help: "Who measured the way, such as a map's name or odometer.") var source = ""
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.answering {
                let metres = try distance.map { try TypedDistance.metres($0, option: "--distance") } ?? 0
                return try await common.errand { desk, key in
                    try await desk.addSite(
                        customer: customer, name: name, address: address, metres: metres, source: source, key: key)
                }
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List a customer's sites.")
        @Argument(help: "The customer's name or id.") var customer: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.sites(of: customer) }
        }
    }
}
