import ArgumentParser
import Relay
import Sentences

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Check the relay's log.", subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read the whole log against its signed root, and the ledger's balances against its postings.")

        @OptionGroup var options: ConsoleOptions

        func run() async throws {
            try await options.perform {
                let report = try await RelayConsole(home: options.home, logger: options.logger).verifyAudit()
                guard report.sound else {
                    let place = report.firstBad.map { " at entry \($0)" } ?? ""
                    try options.show(report, "The log is not sound: \(report.problem ?? "unknown")\(place).")
                    throw ArgumentParser.ExitCode(Sentences.ExitCode.notVerified.rawValue)
                }
                return (report, "The log is sound: \(report.entries) entries agree with the signed root.")
            }
        }
    }
}
