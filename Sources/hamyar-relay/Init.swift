import ArgumentParser
import Primitives
import Relay

struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a relay: its keys and database, and the vendor's offline keys in a directory of their own.",
        discussion: "Keep the authority directory on a medium that is unplugged between uses; see Certs/README.md.")

    @OptionGroup var options: ConsoleOptions

    @Option(help: ArgumentHelp("Where the offline keys go; never inside the relay's directory.", valueName: "dir"))
    var authority: String

    @Option(help: "The vendor's id in all names and signatures: a to z, digits, hyphens.")
    var vendor = "vendor"

    @Option(help: "The vendor's name for people.")
    var name: String?

    func run() async throws {
        try await options.perform {
            let initialisation = RelayInitialisation(
                home: options.home, authorityPath: authority, vendor: vendor, vendorName: name ?? vendor)
            try initialisation.perform(at: SystemWallClock().now())
            struct Report: Encodable {
                let data: String
                let authority: String
                let vendor: String
            }
            let report = Report(data: options.home.path, authority: initialisation.authorityPath, vendor: vendor)
            return (
                report,
                """
                The relay is ready in \(report.data).
                The offline keys are in \(report.authority): move them to a medium that you can unplug.
                Next: hamyar-relay technician invite NAME --admin --data \(report.data)
                """
            )
        }
    }
}
