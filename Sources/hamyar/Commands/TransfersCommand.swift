import ArgumentParser
import Console

struct TransfersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transfers", abstract: "Transfers that run, and those that wait at the relay.",
        subcommands: [List.self, Show.self, Cancel.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List transfers: what runs, then what waits.")
        @Flag(help: "Those that are over too, the newest.") var all = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.transfers(all: all) }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one transfer.")
        @Argument(help: "The transfer's id (opn_…).") var id: String
        @Flag(help: "The files that it carries, with sizes and digests.") var files = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { desk in
                guard !files else { return try await desk.files(transfer: id) }
                return try await desk.transfer(id)
            }
        }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take back a push that waits.",
            discussion: "A session that was asked for its sake alone ends with it; what runs is stopped.")
        @Argument(help: "The transfer's id (opn_…).") var id: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.cancel(id) }
        }
    }
}
