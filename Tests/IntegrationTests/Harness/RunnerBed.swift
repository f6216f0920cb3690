import Foundation
import Glibc

/// The runner of the machine of a bed, a real process; commands are a user of their own where this one is root.
struct RunnerBed {
    /// Whose commands are: nobody else's.
    static let user: UInt32 = 64_301
    let bed: TestBed
    let running: RunningProgram
    var socket: String { bed.place("r.sock") }

    /// Serving, and known to the agent, which is started anew.
    static func start(_ bed: TestBed) async throws -> RunnerBed {
        let socket = bed.place("r.sock")
        let running = try bed.start(
            ProgramPaths.runner, ["serve", "--socket", socket, "--agent-user", "0", "--user", "\(user)"])
        _ = try await Deadlines.first("the runner") { running.output.contains("listening on ") ? true : nil }
        await bed.kill(.agent)
        let settings = bed.agentState + "/agent.json"
        var object =
            try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: settings))) as? [String: Any] ?? [:]
        object["runner"] = socket
        try JSONSerialization.data(withJSONObject: object).write(to: URL(filePath: settings))
        try await bed.startAgent()
        try await bed.untilOnline()
        return RunnerBed(bed: bed, running: running)
    }

    /// `hamyar run`.
    @discardableResult
    func run(
        _ session: String, _ words: String..., options: [String] = [], expecting status: Int32? = 0
    ) async throws -> CommandResult {
        try await bed.run(
            ProgramPaths.console, ["run", bed.machine, "--session", session] + options + ["--"] + words, expecting: status)
    }

    func begin(_ session: String, _ words: String..., options: [String] = []) throws -> RunningProgram {
        try bed.start(ProgramPaths.console, ["run", bed.machine, "--session", session] + options + ["--"] + words)
    }

    /// Processes of commands that run now.
    var left: [Int32] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { Int32($0) }.filter { process in
            var status = stat()
            let words = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
            return stat("/proc/\(process)", &status) == 0 && status.st_uid == Self.user && !words.isEmpty
        }
    }
}
