import Foundation
import Glibc
import Primitives

@testable import Runner

/// hamyar-runner as a process of its own, in a directory of its own.
final class RunningRunner {
    /// Commands run as this user, who is nobody else's: the limit of processes counts all of a user.
    static let user: UInt32 = 64_300
    /// The agent that it hears, beside root.
    static let agentUser: UInt32 = 64_200

    static var program: String {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let beside = URL(filePath: tests).deletingLastPathComponent().appending(path: "hamyar-runner").path
        return FileManager.default.isExecutableFile(atPath: beside) ? beside : ".build/debug/hamyar-runner"
    }

    let directory: String
    let process = Process()
    var socket: String { directory + "/runner.sock" }

    init(_ words: [String] = []) throws {
        directory = NSTemporaryDirectory() + "hamyar-runner-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        chmod(directory, 0o755)
        process.executableURL = URL(filePath: Self.program)
        process.arguments =
            ["serve", "--socket", socket, "--agent-user", "\(Self.agentUser)"]
            + (geteuid() == 0 ? ["--user", "\(Self.user)"] : [])
            + words
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        _ = try pipe.fileHandleForReading.read(upToCount: 1)
    }

    func stop() {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// What came of a command.
    struct Result {
        var output: [UInt8] = []
        var errors: [UInt8] = []
        var end: RunnerEnd?
        var failure: Failure?
        var text: String { String(decoding: output, as: UTF8.self) }
    }

    /// - Parameter on: what becomes of each event before the next one is asked for.
    func run(_ call: RunnerCall, script: [UInt8] = [], on: (RunnerClient, RunnerClient.Event) -> Void = { _, _ in }) -> Result {
        var result = Result()
        do {
            let client = try RunnerClient(socket: socket, call, script: script)
            while result.end == nil {
                let event = try client.next()
                on(client, event)
                switch event {
                case .started: break
                case .output(let bytes): result.output += bytes
                case .errors(let bytes): result.errors += bytes
                case .end(let end): result.end = end
                }
            }
        } catch {
            result.failure = error as? Failure
        }
        return result
    }

    static func call(_ words: String..., seconds: Double = 20, environment: [String: String] = [:]) -> RunnerCall {
        RunnerCall(
            id: "opn_test", arguments: words, environment: environment, timeoutMillis: UInt64(seconds * 1000),
            outputLimit: 1 << 20)
    }

    static func shell(_ script: String, seconds: Double = 20) -> RunnerCall { call("/bin/sh", "-c", script, seconds: seconds) }
}
