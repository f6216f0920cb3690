import ArgumentParser
import Console

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "The relay's log.", subcommands: [List.self, Verify.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the newest entries, under a verified root.")
        @Option(help: "How many.") var count: UInt32 = 100
        @Option(help: "Only those of one session, number or id.") var session: String?
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.auditEntries(count: count, session: session) }
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check every entry against the signed root, here and at the relay.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.answering {
                try await TechnicianDesk.sit(at: RelayDoor(common.home, logger: common.logger)) { try await $0.auditVerify() }
            }
        }
    }
}
