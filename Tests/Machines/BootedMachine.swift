import Foundation
import Glibc

/// A machine with a real systemd as its process 1, in namespaces of its own (Tests/Machines/boot). It ends with the value.
package final class BootedMachine: Sendable {
    /// Its root as a path of this machine.
    package let root: String
    private let folder: URL
    private let boot: pid_t
    /// Its process 1, as this machine counts.
    private let first: pid_t

    /// Why `isPossible` says no.
    package static let needs = "needs root, systemd, util-linux and a kernel that gives namespaces and mounts cgroup2"

    private static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "boot").path
    /// How long booting, or one of its programs, may take.
    private static let patience = Duration.seconds(120)

    /// Root, systemd and a kernel that gives namespaces and cgroup2.
    package static let isPossible: Bool = {
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

    /// - Parameters:
    ///   - files: texts by their paths in the machine, relative to its root; one in a folder `bin` may be run.
    ///   - directories: of this machine, `PATH` or `PATH:PATH-THERE`.
    ///
    /// Returns when it has booted. Throws NotBooted.
    package init(_ files: [String: String], directories: [String] = []) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "hamyar-booted-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder.appending(path: "files"), withIntermediateDirectories: true)
        for (path, text) in files {
            let file = folder.appending(path: "files/" + path)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            if file.deletingLastPathComponent().lastPathComponent == "bin" { chmod(file.path, 0o755) }
        }
        let place = folder.appending(path: "place").path
        let program = Process()
        program.executableURL = URL(filePath: Self.script)
        program.arguments = [place, folder.appending(path: "files").path] + directories
        try program.run()
        boot = program.processIdentifier
        let clock = ContinuousClock()
        let latest = clock.now + Self.patience
        var found: pid_t?
        while found == nil, clock.now < latest, program.isRunning {
            found = (try? String(contentsOfFile: place + "/pid", encoding: .utf8)).flatMap {
                pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines))
            }
            if let pid = found, access("/proc/\(pid)/root/run/systemd/private", F_OK) != 0 { found = nil }
            if found == nil { try await Task.sleep(for: .milliseconds(20)) }
        }
        guard let found else {
            kill(boot, SIGKILL)
            try? FileManager.default.removeItem(at: folder)
            throw NotBooted()
        }
        first = found
        root = "/proc/\(found)/root"
        _ = try await run(["systemctl", "is-system-running", "--wait"])
    }

    deinit {
        kill(first, SIGKILL)
        kill(boot, SIGKILL)
        try? FileManager.default.removeItem(at: folder)
    }

    /// The words that run a program in it, with that program's words: a program of this machine.
    package func words(_ words: [String]) -> [String] {
        ["nsenter", "--target", "\(first)", "--mount", "--pid", "--root", "--wd"] + words
    }

    /// What came of a program that was run in it.
    package struct Ran: Sendable {
        package let status: Int32
        /// Both outputs.
        package let text: String
    }

    /// Runs one of its programs as root, until it ends. Whatever takes too long is killed.
    package func run(_ words: [String]) async throws -> Ran {
        let file = folder.appending(path: "output-\(UUID().uuidString)")
        guard FileManager.default.createFile(atPath: file.path, contents: nil) else { throw CocoaError(.fileWriteUnknown) }
        defer { try? FileManager.default.removeItem(at: file) }
        let output = try FileHandle(forWritingTo: file)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["timeout", "-k", "1", "\(Self.patience.components.seconds)"] + self.words(words)
        process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "SYSTEMD_COLORS": "0"]
        (process.standardInput, process.standardOutput, process.standardError) = (FileHandle.nullDevice, output, output)
        let status = try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Int32, any Error>) in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        try output.close()
        return Ran(status: status, text: String(decoding: try Data(contentsOf: file), as: UTF8.self))
    }

    package struct NotBooted: Error {}
}
