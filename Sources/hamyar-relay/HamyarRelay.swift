import ArgumentParser

/// The vendor's side: brokers sessions, keeps ledger and log.
@main
struct HamyarRelay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hamyar-relay",
        abstract: "The support-side relay: brokers sessions, keeps the entitlement ledger and the audit log.",
        version: "hamyar-relay 0.1.0",
        subcommands: [
            Init.self, Serve.self, TechnicianCommand.self, AuditCommand.self, LedgerCommand.self,
            ReleasesCommand.self,
        ])
}
