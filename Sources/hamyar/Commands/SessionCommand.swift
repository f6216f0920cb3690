import ArgumentParser
import Console
import Sessions

struct SessionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "session", abstract: "Sessions: ask for one, follow it, end it.",
        subcommands: [Request.self, Add.self, Extend.self, List.self, Show.self, End.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List sessions, the newest first.")
        @Flag(help: "Only those that have not ended.") var open = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { SessionsOutput(try await $0.sessions(openOnly: open)) }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show a session, with every signature checked.")
        @Argument(help: "The session's number or id.") var id: String
        @Flag(help: "The files of its transfers, with sizes and digests.") var files = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { desk in
                guard !files else { return try await desk.files(ofSession: id) }
                return SessionOutput(try await desk.session(id))
            }
        }
    }

    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End a session; the machine's signed outcomes close the ledger.")

        enum Outcome: String, ExpressibleByArgument, CaseIterable {
            case done, partial, failed

            var ending: Ending {
                switch self {
                case .done: .done
                case .partial: .partial
                case .failed: .failed
                }
            }
        }

        @Argument(help: "The session's number or id.") var id: String
        @Option(help: "done, partial or failed.") var outcome: Outcome
        @Option(help: "What was done.") var note = ""
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { SessionOutput(try await $0.end(id, outcome.ending, note: note)) }
        }
    }
}
