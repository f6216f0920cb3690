import ArgumentParser
import Console
import Primitives
import Sessions

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a program on a machine, under a session that allows it (command:PROGRAM).",
        discussion: """
            The words are the program's arguments as they stand here: no shell reads them there. It runs as a user without rights of its \
            own; what it writes comes as it is written, harmless for terminals; --raw gives the very bytes to pipes and files. Ends with \
            the program's own status. Ctrl-C cancels it.

            Example: hamyar run M-7 -- systemctl status daftar
            """)

    @Argument(help: "The machine.") var machine: String
    @Argument(parsing: .postTerminator, help: "The program, a name or an absolute path, and its arguments.")
    var command: [String] = []
    @Option(help: "Where it runs, an absolute path on the machine. Default: /.") var directory: String?
    @Option(help: "How long it may take: 30s, 10m, 2h.") var timeout = "10m"
    @Option(help: "Bytes of each output that are carried; the rest is dropped.") var outputLimit: UInt64 = 16 << 20
    @OptionGroup var options: RunOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await options.perform(on: machine, common) {
            guard !command.isEmpty else {
                throw Failure(.consoleProgram, ["machine": machine])
            }
            return .command(
                try CommandRun(
                    arguments: command,
                    directory: try directory.map { path throws(Failure) in try MachinePath.directory(path, option: "--directory")
                    },
                    timeout: LengthOfTime.parse(timeout, option: "--timeout"), outputLimit: outputLimit))
        }
    }
}

struct Script: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a script of the vendor on a machine, under a session that allows it (script:NAME).",
        discussion: """
            The script is verified here and by the agent, and what it is told is checked in both places. Its newest version runs unless \
            one is said.

            Example: hamyar script M-7 clean-cache days=30
            """)

    @Argument(help: "The machine.") var machine: String
    @Argument(help: "NAME or NAME@VERSION.") var name: String
    @Argument(help: "What the script is told: KEY=VALUE.") var arguments: [String] = []
    @OptionGroup var options: RunOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await options.perform(on: machine, common) {
            .script(name, arguments: try CommandRequest.arguments(arguments))
        }
    }
}

/// What commands and scripts take.
struct RunOptions: ParsableArguments {
    @Option(help: "The session, number or id, where several allow it.") var session: String?
    @Flag(help: "Write the very bytes into pipes and files.") var raw = false

    func perform(on machine: String, _ common: CommonOptions, _ request: () throws -> CommandRequest) async throws {
        let cancel = CommandCancel()
        try await common.running(cancel) {
            let request = try request()
            let carrier = FileCarrier(
                try RelayDoor(common.home, logger: common.logger), bar: ProgressBar(common.terminal, common.speech))
            let output = LiveOutput(raw: raw)
            defer { output.end() }
            let isShown = !common.json
            return try await carrier.run(machine, request, session: session, cancel: cancel) { isErrors, bytes in
                if isShown { output.write(isErrors, bytes) }
            }
        }
    }
}
