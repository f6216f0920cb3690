import Foundation
import Synchronization

/// A vendor and a customer on this machine: a relay, an authority directory, a technician's state, an agent; all of them
/// real processes in a directory of their own, on a port that the system chose.
final class TestBed: Sendable {
    let place: TemporaryDirectory
    private let processes = Mutex<[Role: RunningProgram]>([:])
    private let numbers = Mutex(0)
    private let address = Mutex("")

    enum Role: Hashable { case relay, agent }

    /// Words for `hamyar-relay serve`.
    private let relayOptions: [String]

    init(_ name: String = "bed", relayOptions: [String] = []) throws {
        place = try TemporaryDirectory(name)
        self.relayOptions = relayOptions
        try FileManager.default.createDirectory(atPath: customerFiles, withIntermediateDirectories: true)
    }

    var data: String { place("relay") }
    var authority: String { place("authority") }
    var technicianState: String { place("technician") }
    var agentState: String { place("agent") }
    /// Where the customer lets files be put.
    var customerFiles: String { place("customer") }
    /// HOST:PORT of the relay.
    var relayAddress: String { address.withLock { $0 } }

    // MARK: - Commands

    /// Runs a program to its end. Throws where the status is another than expected.
    @discardableResult
    func run(
        _ program: String, _ arguments: [String], expecting status: Int32? = 0, environment extra: [String: String] = [:],
        within limit: Duration = Deadlines.standard
    ) async throws -> CommandResult {
        let child = try start(program, arguments, environment: extra)
        let found = try await child.status(within: limit)
        let result = CommandResult(line: child.line, status: found, output: child.output, errors: child.errors)
        guard status == nil || status == found else {
            throw CommandResult.Unexpected(result: result, expected: "status \(status ?? 0)")
        }
        return result
    }

    func start(
        _ program: String, _ arguments: [String], environment extra: [String: String] = [:], terminal: String? = nil
    ) throws -> RunningProgram {
        let number = numbers.withLock { numbers in
            numbers += 1
            return numbers
        }
        let name = (program as NSString).lastPathComponent
        return try RunningProgram(
            program, arguments, environment: environment.merging(extra) { $1 }, place: place("\(number)-\(name)"),
            terminal: terminal)
    }

    /// The technician's program.
    @discardableResult
    func hamyar(_ arguments: String..., expecting status: Int32? = 0) async throws -> CommandResult {
        try await run(ProgramPaths.console, arguments, expecting: status)
    }

    /// The program on the customer's machine.
    @discardableResult
    func agent(_ arguments: String..., expecting status: Int32? = 0) async throws -> CommandResult {
        try await run(ProgramPaths.agent, arguments, expecting: status)
    }

    /// A command at the relay's own console.
    @discardableResult
    func relay(_ arguments: String..., expecting status: Int32? = 0) async throws -> CommandResult {
        try await run(ProgramPaths.relay, arguments + ["--data", data], expecting: status)
    }

    /// Changes the relay's database as nobody should; for expiries.
    func sql(_ text: String, in database: String? = nil) async throws {
        try await run("/usr/bin/sqlite3", ["-cmd", ".timeout 60000", database ?? data + "/relay.sqlite", text])
    }

    private var environment: [String: String] {
        [
            "PATH": "/usr/bin:/bin", "HOME": place("home"), "LANG": "C.UTF-8", "TMPDIR": NSTemporaryDirectory(),
            "HAMYAR_STATE": technicianState, "HAMYAR_AGENT_STATE": agentState, "SWIFT_BACKTRACE": "enable=no",
            "PYTHONDONTWRITEBYTECODE": "1",
        ]
    }

    // MARK: - Processes that stay

    func process(_ role: Role) -> RunningProgram? { processes.withLock { $0[role] } }

    func initialise() async throws {
        try await relay("init", "--authority", authority, "--vendor", "padra", "--name", "Padra")
    }

    /// Starts the relay, on the same port as before.
    func startRelay(environment: [String: String] = [:]) async throws {
        let listen = relayAddress.isEmpty ? "127.0.0.1:0" : relayAddress
        let serving = try start(
            ProgramPaths.relay, ["serve", "--data", data, "--listen", listen, "--log-level", "info"] + relayOptions,
            environment: environment)
        processes.withLock { $0[.relay] = serving }
        let found = try await listening(serving)
        address.withLock { $0 = found }
    }

    /// Starts the agent; returns when its control socket listens.
    func startAgent(_ arguments: String..., environment: [String: String] = [:]) async throws {
        let running = try start(ProgramPaths.agent, ["run"] + arguments, environment: environment)
        processes.withLock { $0[.agent] = running }
        _ = try await listening(running)
    }

    /// kill -9.
    func kill(_ role: Role) async {
        await process(role)?.kill()
    }

    private func listening(_ program: RunningProgram) async throws -> String {
        try await Deadlines.first("\(program.line) to listen") {
            guard program.isRunning else {
                throw CommandResult.Unexpected(
                    result: CommandResult(
                        line: program.line, status: try await program.status(), output: program.output, errors: program.errors),
                    expected: "a running program")
            }
            let line = program.output.split(separator: "\n").first { $0.hasPrefix("listening on ") }
            return line.map { String($0.dropFirst("listening on ".count)) }
        }
    }
}
