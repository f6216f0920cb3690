import ArgumentParser
import Relay
import Sentences

struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "Check the ledger, or set its balances right.",
        subcommands: [Verify.self, Rebuild.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compare every row of the ledger with the log that tells it, and balances with their postings.",
            discussion: "The log itself is not hashed: hamyar-relay audit verify does both.")

        @OptionGroup var options: ConsoleOptions

        func run() async throws {
            try await options.perform {
                let report = try await RelayConsole(home: options.home, logger: options.logger).verifyLedger()
                guard report.sound else {
                    let place = report.entry.map { " (entry \($0) of the log tells otherwise)" } ?? ""
                    try options.show(report, "The ledger is not sound: \(report.problem ?? "unknown")\(place).")
                    throw ArgumentParser.ExitCode(Sentences.ExitCode.notVerified.rawValue)
                }
                return (report, "The ledger is sound.")
            }
        }
    }

    struct Rebuild: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set every balance to the sum of its postings, and print what was wrong.",
            discussion: "Verify first: postings that were changed by hand make wrong balances.")

        @OptionGroup var options: ConsoleOptions

        func run() async throws {
            try await options.perform {
                let report = try await RelayConsole(home: options.home, logger: options.logger).rebuildLedger()
                guard !report.rebuilt.isEmpty else { return (report, "Every balance was the sum of its postings.") }
                let lines = report.rebuilt.map { balance in
                    "\(balance.contract) \(balance.quota) (\(balance.bucket)): \(balance.changes.joined(separator: ", "))"
                }
                return (report, (["\(report.rebuilt.count) set right:"] + lines).joined(separator: "\n"))
            }
        }
    }
}
