import ArgumentParser
import Console

struct Pull: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Pull files and directories from machines, under a session that allows it (pull:PATH).",
        discussion: """
            Nothing here is overwritten. The same command again after an interruption goes on with what has arrived. A directory whose
            PATH ends with / goes into DIR itself, else under its own name.
            """)

    @Argument(
        help: ArgumentHelp("MACHINE:PATH, and at last the new file or a directory here.", valueName: "machine:path> ... <file"))
    var paths: [String]
    @Flag(help: "PATH is a directory. Default: as the machine says.") var recursive = false
    @OptionGroup var options: TransferOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard paths.count >= 2 else { throw ValidationError("MACHINE:PATH and a place here are needed.") }
    }

    func run() async throws {
        try await common.transferring {
            let choices = PullChoices(
                isTree: recursive ? true : nil, links: options.links.rule, include: options.include, exclude: options.exclude,
                session: options.session)
            return Answer(
                try await options.carrier(common).pull(
                    paths.dropLast().map { try MachinePath($0) }, to: paths[paths.count - 1], choices))
        }
    }
}
