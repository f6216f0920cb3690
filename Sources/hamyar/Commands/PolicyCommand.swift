import ArgumentParser
import Console

/// `hamyar policy list CUSTOMER`
struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "What customers allow beforehand; only they can give it or take it back.",
        subcommands: [List.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List a customer's standing policies, as their machines reported them.")
        @Argument(help: "The customer's name or id.") var customer: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.policies(of: customer) }
        }
    }
}
