import Foundation
import Glibc
import Primitives

@testable import Diagnostics

/// A machine with a real systemd as its process 1, in namespaces of its own (Tests/Machines/boot).
final class BootedMachine {
    let root: FactRoot
    private let folder: URL
    private let program: Process
    private let pid: pid_t

    private static let script = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Machines/boot").standardizedFileURL.path

    /// Root, systemd and a kernel that gives namespaces and cgroup2.
    static let isPossible: Bool = {
        guard geteuid() == 0, access("/lib/systemd/systemd", X_OK) == 0, access("/usr/bin/nsenter", X_OK) == 0 else {
            return false
        }
        let trial = Process()
        trial.executableURL = URL(filePath: "/usr/bin/unshare")
        trial.arguments = ["--mount", "--pid", "--cgroup", "--ipc", "--uts", "--fork", "mount", "-t", "cgroup2", "none", "/mnt"]
        trial.standardError = FileHandle.nullDevice
        guard (try? trial.run()) != nil else { return false }
        trial.waitUntilExit()
        return trial.terminationStatus == 0
    }()

    /// - Parameter files: texts by their paths in the machine.
    ///
    /// Returns when it has booted. Throws NotBooted.
    init(_ files: [String: String]) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "hamyar-booted-\(UUID().uuidString)")
        for (path, text) in files {
            let file = folder.appending(path: "files/" + path)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let place = folder.appending(path: "place").path
        program = Process()
        program.executableURL = URL(filePath: Self.script)
        program.arguments = [place, folder.appending(path: "files").path]
        try program.run()
        let clock = ContinuousClock()
        let latest = clock.now + .seconds(120)
        var found: pid_t?
        while found == nil, clock.now < latest, program.isRunning {
            found = (try? String(contentsOfFile: place + "/pid", encoding: .utf8)).flatMap {
                pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines))
            }
            if let pid = found, access("/proc/\(pid)/root/run/systemd/private", F_OK) != 0 { found = nil }
            if found == nil { try await Task.sleep(for: .milliseconds(20)) }
        }
        guard let found else {
            kill(program.processIdentifier, SIGKILL)
            throw NotBooted()
        }
        pid = found
        root = FactRoot("/proc/\(found)/root")
        _ = try await programs.run(ToolCall(["systemctl", "is-system-running", "--wait"], timeout: .seconds(120)))
    }

    deinit {
        kill(pid, SIGKILL)
        kill(program.processIdentifier, SIGKILL)
        try? FileManager.default.removeItem(at: folder)
    }

    /// Its programs, run in it.
    var programs: PrefixedPrograms {
        PrefixedPrograms { [pid] in ["nsenter", "--target", "\(pid)", "--mount", "--pid", "--root", "--wd"] + $0 }
    }

    struct NotBooted: Error {}
}

/// The real programs, called with more words than a collector knows: in another machine, with another database.
struct PrefixedPrograms: ProgramRunner {
    let words: @Sendable ([String]) -> [String]

    init(_ words: @escaping @Sendable ([String]) -> [String]) {
        self.words = words
    }

    func run(_ call: ToolCall) async throws(Failure) -> ToolResult {
        try await SystemProgramRunner().run(
            ToolCall(
                words(call.arguments), timeout: call.timeout, outputLimit: call.outputLimit, memory: call.memory,
                environment: call.environment, isCutAtLimit: call.isCutAtLimit))
    }
}
