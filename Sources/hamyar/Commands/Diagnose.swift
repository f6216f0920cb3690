import ArgumentParser
import Bundles
import Console
import Diagnostics
import Foundation
import Glibc
import Primitives

struct Diagnose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask a machine what it knows of itself, under a session that allows it (diagnose; watch for --watch).",
        discussion: """
            The customer sees what would leave, and lets it; passwords and the like are taken out on the machine. The same command again
            after an interruption goes on where it was. Given a bundle instead of a machine, it shows that.

            Example: hamyar diagnose M-7 --only disks --only logs --since 2h
            Example: hamyar diagnose M-7 --compare last-week.tar.gz
            Collectors: host cpu memory disks network processes services logs packages products time hardware product:NAME
            """)

    @Argument(help: "The machine, or a bundle (FILE.tar.gz).") var machine: String
    @Option(
        help: "Only this collector; may be given several times.", completion: .list(CollectorName.standard.map(\.rawValue)))
    var only: [String] = []
    @Option(help: "Logs from so long ago on: 30m, 12h, 7d. Default: a day.") var since: String?
    @Flag(help: "Live figures until Ctrl-C; nothing is kept.") var watch = false
    @Option(help: "Seconds between two live figures, 1 to 60.") var every = 2
    @Option(help: "An older bundle of the machine: what changed since.") var compare: String?
    @Option(name: .shortAndLong, help: "The new file, or a directory for it. Default: here.") var output: String?
    @Option(help: "The session, number or id, where several allow it.") var session: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        if watch { return try await live() }
        try await common.transferring(stopped: nil) {
            let old = try compare.map { try BundleContents(reading: $0).document }
            if isBundle { return Answer(try DiagnosisReport(BundleContents(reading: machine), at: machine, since: old)) }
            let since = try since.map { try LengthOfTime.parse($0, option: "--since") }
            let carrier = FileCarrier(
                try RelayDoor(common.home, logger: common.logger), bar: ProgressBar(common.terminal, common.speech))
            let choices = DiagnosisChoices(only: only, since: since, output: output, session: session)
            let transfer = try await carrier.diagnose(machine, choices)
            return Answer(
                try DiagnosisReport(
                    BundleContents(reading: transfer.file), at: transfer.file, asked: machine, transfer: transfer, since: old))
        }
    }

    /// No machine has a slash in its name, and none is called as a bundle is.
    private var isBundle: Bool { machine.contains("/") || machine.hasSuffix(".tar.gz") }

    /// One document a line with --json, else a screen that is drawn anew.
    private func live() async throws {
        let signal = StopSignal(common.speech, status: 0, saying: nil)
        defer { signal.end() }
        try await common.answering {
            for (option, isGiven) in [
                ("--only", !only.isEmpty), ("--since", since != nil), ("--compare", compare != nil), ("--output", output != nil),
            ] where isGiven {
                throw Failure(.consoleWatch, ["option": option])
            }
            guard (1...60).contains(every) else {
                throw Failure(.consoleArgument, ["option": "--every", "value": String(every), "reason": "1…60"])
            }
            let carrier = FileCarrier(
                try RelayDoor(common.home, logger: common.logger), bar: ProgressBar(common.terminal, common.speech))
            let (language, isJSON, isTerminal) = (common.speech, common.json, isatty(STDOUT_FILENO) == 1)
            try await carrier.watch(machine, each: .seconds(every), session: session) { document in
                let figures = try FactJSON.decode(LiveFigures.self, document)
                let text =
                    isJSON
                    ? String(decoding: try FactJSON.encode(figures), as: UTF8.self)
                    : FigureLines.make(figures, in: language).joined(separator: "\n")
                // Home, the text, and what was below it before goes.
                let screen = isTerminal && !isJSON ? "\u{1b}[H\u{1b}[2J" + text + "\n" : text + "\n"
                try FileHandle.standardOutput.write(contentsOf: Data(screen.utf8))
            }
            return Answer(FiguresEnded())
        }
    }
}
