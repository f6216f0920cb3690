import ArgumentParser
import Console
import Sessions

struct Push: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Push files and directories to a machine, under a session that allows it (push:PATH).",
        discussion: """
            The same command again after an interruption goes on with what has arrived, also under a later session. A PATH that ends
            with / takes the sources under their own names; else the one source becomes PATH.
            """)

    enum Overwrite: String, ExpressibleByArgument, CaseIterable {
        case backup, refuse, replace, skip, keepBoth = "keep-both", ask

        /// nil: the person is asked.
        var rule: OverwriteRule? { OverwriteRule(rawValue: rawValue) }
    }

    @Argument(help: ArgumentHelp("Files and directories here, and at last MACHINE:PATH.", valueName: "source> ... <machine:path"))
    var paths: [String]
    @Option(help: "What becomes of a file that is there: backup, refuse, replace, skip, keep-both, ask.")
    var overwrite = Overwrite.backup
    @Flag(help: "Change nothing: the machine says what would be done.") var dryRun = false
    @OptionGroup var options: TransferOptions
    @OptionGroup var common: CommonOptions

    private var sources: [String] { Array(paths.dropLast()) }

    func validate() throws {
        guard paths.count >= 2 else { throw ValidationError("A source here and MACHINE:PATH are needed.") }
    }

    func run() async throws {
        try await common.transferring {
            let choices = PushChoices(
                overwrite: overwrite.rule ?? .backup, links: options.links.rule, include: options.include,
                exclude: options.exclude, isDryRun: dryRun, session: options.session)
            let carrier = try options.carrier(common)
            let target = try MachinePath(paths[paths.count - 1])
            guard overwrite == .ask, !dryRun else { return Answer(try await carrier.push(sources, to: target, choices)) }
            let question = OverwriteQuestion(common)
            return Answer(try await carrier.push(sources, to: target, choices, asking: { try question.rule(for: $0) }))
        }
    }
}
