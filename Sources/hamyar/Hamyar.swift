import ArgumentParser

/// The technician's and admin's command line.
@main
struct Hamyar: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hamyar",
        abstract: "Remote support under the customer's contract and consent.",
        discussion: "Every command ends with a status of Docs/exit-codes.md; --json prints one document of Docs/schemas.",
        version: programVersion,
        subcommands: [
            Enrol.self, TechnicianCommand.self, CustomerCommand.self, ContractCommand.self, MachineCommand.self, Find.self,
            Services.self, SessionCommand.self, Push.self, Pull.self, Ledger.self, AuditCommand.self,
        ])
}
