import Agent
import ArgumentParser
import Messages
import Primitives
import Sentences

/// `hamyar-agent ask TEXT`
struct Ask: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask the vendor for help, with files where you like; or list what was asked.",
        discussion: """
            A help request gets a number, such as H-12. While the vendor cannot be reached it is kept and sent later (status \
            91); its files are not. The same command again within a day goes on with the same help request: files go on where \
            they stopped.
            """)
    @Argument(help: "What you ask; - reads it from standard input.") var text: String?
    @Option(help: "The product that it is about.") var product = ""
    @Option(name: .customLong("attach"), help: "A file that goes with it; may be repeated.") var files: [String] = []
    @Flag(help: "Ask anew, although the same was asked within a day.") var again = false
    @Flag(help: "List what was asked from this machine, with answers and what the vendor waits for.") var list = false
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if list ? text != nil || !files.isEmpty || again || !product.isEmpty : text == nil {
            throw ValidationError("Give a text, or --list alone.")
        }
    }

    func run() async throws {
        try await common.perform { list ? try await listed() : try await asked() }
    }

    private func asked() async throws -> CommandOutput {
        let text = try text.map { $0 == "-" ? try StandardInput.text() : $0 } ?? ""
        let line = TransferLine(common.language)
        defer { line.clear() }
        let asked = try await Asking(common.home, logger: common.logger).ask(
            text, product: product, paths: files, again: again
        ) { file, held in
            line.show(file.name, UInt64(clamping: held), of: UInt64(clamping: file.size))
        }
        return CommandOutput(
            document: HelpOutput(asked), text: HelpText(in: common.language).sent(asked),
            exit: asked.isSent ? .done : .keptForLater)
    }

    private func listed() async throws -> CommandOutput {
        let list = try await LocalAccess.use(common.home, logger: common.logger) { try await $0.asked() }
        var output = CommandOutput(
            document: HelpOutput(list.requests, isComplete: list.problem == nil),
            text: HelpText(in: common.language).list(list.requests))
        if let problem = list.problem {
            // What waits here is shown all the same.
            common.writeError(common.language.sentence(for: problem) + " " + common.language.word(.listCut))
            output.exit = ExitCode(for: problem.code)
        }
        return output
    }
}
