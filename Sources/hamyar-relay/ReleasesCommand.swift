import ArgumentParser
import Relay

struct ReleasesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "releases", abstract: "The relay's part of releases: the key that signs their timestamp.",
        subcommands: [Init.self])

    struct Init: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the key for timestamp where there is none yet, and print its public half.",
            discussion:
                "Root metadata names it: hamyar release init asks for it. A relay that runs takes a new key up when it is started again."
        )

        @OptionGroup var options: ConsoleOptions

        func run() async throws {
            try await options.perform {
                let report = try ReleaseInitialisation(home: options.home).perform()
                return (
                    report,
                    """
                    The relay signs timestamps with this key:

                        \(report.timestampKey)

                    Next, where the release keys are: hamyar release init --timestamp-key \(report.timestampKey)
                    """
                )
            }
        }
    }
}
