import ArgumentParser
import Console
import Sessions

struct Sync: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a directory of a machine like one here: only what differs travels (push:PATH).",
        discussion: "With --delete, files that are not here go there too, which the session must allow (delete:PATH).")

    @Argument(help: "The directory here.") var directory: String
    @Argument(help: "MACHINE:PATH, the directory there.") var target: String
    @Flag(help: "What is not here goes there; with a backup unless --overwrite replace.") var delete = false
    @Option(help: "What becomes of a file that differs: backup, refuse, replace, skip, keep-both.")
    var overwrite = Push.Overwrite.backup
    @Flag(help: "Change nothing: the machine says what would be done.") var dryRun = false
    @OptionGroup var options: TransferOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if overwrite.rule == nil { throw ValidationError("--overwrite ask is for push.") }
    }

    func run() async throws {
        try await common.transferring {
            let choices = PushChoices(
                overwrite: overwrite.rule ?? .backup, links: options.links.rule, include: options.include,
                exclude: options.exclude, deletesExtraneous: delete, isDryRun: dryRun, session: options.session)
            return Answer(try await options.carrier(common).sync(directory, to: MachinePath(target), choices))
        }
    }
}
