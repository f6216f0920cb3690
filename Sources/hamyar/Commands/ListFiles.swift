import ArgumentParser
import Console

struct ListFiles: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls",
        abstract: "List what is in a directory of a machine, under a session that allows it (list:PATH).",
        discussion: "Links are shown as links and not followed; devices, FIFOs and sockets are not shown.")

    @Argument(help: "MACHINE:PATH.") var target: String
    @Option(help: "Levels of directories: 1 for the directory's own entries, at most 32.") var depth = 1
    @Option(help: "The session, number or id, where several allow it.") var session: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.answering {
            let carrier = FileCarrier(
                try RelayDoor(common.home, logger: common.logger), bar: ProgressBar(common.terminal, common.speech))
            return Answer(try await carrier.list(MachinePath(target), depth: depth, session: session))
        }
    }
}
