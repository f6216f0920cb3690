import ArgumentParser
import Console
import Primitives
import Sessions

struct Push: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Push files and directories to a machine, under a session that allows it (push:PATH).",
        discussion: """
            The same command again after an interruption goes on with what has arrived, also under a later session. A PATH that ends
            with / takes the sources under their own names; else the one source becomes PATH.

            With --kind and --reason a push to a machine that is away waits at the relay, and its customer is asked when it is back;
            with --session too it waits under that session, without a further request. With --to it goes to every machine that the
            words choose. The count, the costs and how long it waits are shown before; --yes goes on without a question.
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
    @OptionGroup var waiting: WaitingOptions
    @OptionGroup var common: CommonOptions

    private var sources: [String] { Array(paths.dropLast()) }

    func validate() throws {
        guard waiting.selection == nil || paths.count == 1 else {
            throw ValidationError("--to takes one source and no MACHINE:PATH.")
        }
        guard waiting.selection == nil || options.session == nil else {
            throw ValidationError("--session is for one machine, not for --to.")
        }
        guard waiting.selection != nil || paths.count >= 2 else {
            throw ValidationError("A source here and MACHINE:PATH are needed, or --to.")
        }
    }

    func run() async throws {
        try await common.transferring {
            let choices = PushChoices(
                overwrite: overwrite.rule ?? .backup, links: options.links.rule, include: options.include,
                exclude: options.exclude, isDryRun: dryRun, session: options.session)
            let carrier = try options.carrier(common)
            if let waiting = try waiting.choices(for: nil, choices) {
                return try await common.waiting(paths[0], waiting, carrier: carrier, asks: !self.waiting.yes)
            }
            let target = try MachinePath(paths[paths.count - 1])
            if sources.count == 1, !dryRun, let waiting = try waiting.choices(for: target, choices),
                try await WaitingPush(carrier).isAway(target.machine)
            {
                return try await common.waiting(paths[0], waiting, carrier: carrier, asks: !self.waiting.yes)
            }
            do {
                return try await push(carrier, to: target, choices)
            } catch let failure as Failure
                where sources.count == 1 && !dryRun && WaitingPush.isForLater(failure, inSession: options.session != nil)
            {
                guard let waiting = try waiting.choices(for: target, choices) else { throw failure }
                return try await common.waiting(paths[0], waiting, carrier: carrier, asks: !self.waiting.yes)
            }
        }
    }

    private func push(_ carrier: FileCarrier, to target: MachinePath, _ choices: PushChoices) async throws -> Answer {
        guard overwrite == .ask, !dryRun else { return Answer(try await carrier.push(sources, to: target, choices)) }
        let question = OverwriteQuestion(common)
        return Answer(try await carrier.push(sources, to: target, choices, asking: { try question.rule(for: $0) }))
    }
}
