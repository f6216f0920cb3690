import ArgumentParser
import CommandLines
import Console
import Primitives

/// The technician's and admin's command line.
@main
struct Hamyar: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hamyar",
        abstract: "Remote support under the customer's contract and consent.",
        discussion: "Every command ends with a status of Docs/exit-codes.md; --json prints one document of Docs/schemas.",
        version: programVersion,
        subcommands: [
            Enrol.self, TechnicianCommand.self, CustomerCommand.self, BranchCommand.self, SiteCommand.self, ContractCommand.self,
            PlanCommand.self,
            MachineCommand.self, Find.self, Services.self, EntitlementCommand.self, VerdictCommand.self, SessionCommand.self,
            Push.self, Pull.self, Sync.self, ListFiles.self, Install.self, Patch.self, Diagnose.self, Run.self, Script.self,
            TransfersCommand.self,
            RecordCommand.self,
            LibraryCommand.self,
            AskCommand.self, Day.self,
            Due.self,
            QuoteCommand.self, Confirm.self, CodeCommand.self, Ledger.self, DisputeCommand.self, CorrectionCommand.self,
            TariffCommand.self, CalendarCommand.self, ReleaseCommand.self, AuditCommand.self, PolicyCommand.self,
        ])

    static func main() async {
        await CommandLineStart.run(Self.self) { names, rest in
            // Whose words follow is told by the `--` alone.
            guard names == ["run"], !rest.contains("--") else { return nil }
            return Failure(.consoleProgram, ["machine": rest.first { !$0.hasPrefix("-") } ?? "MACHINE"])
        }
    }
}
