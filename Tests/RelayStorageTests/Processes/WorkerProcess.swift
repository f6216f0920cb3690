import CLinux
import Foundation
import Glibc
import Primitives

/// A process of Tests/LedgerWorker on a ledger's file. Its output goes to files; it is reaped by its own id, and killed when
/// nobody knows it any more.
final class WorkerProcess {
    /// How a worker ended: its status, or 128 and the signal.
    struct End {
        let status: Int32
        let output: String
        let errors: String

        var isKilled: Bool { status == 128 + SIGKILL }
        var lines: [Substring] { output.split(separator: "\n") }
        /// Of a process that lived: what it counted.
        var statements: Int {
            lines.last { $0.hasPrefix("statements ") }.flatMap { Int($0.dropFirst("statements ".count)) } ?? 0
        }
    }

    struct NotStarted: Error {
        let program: String
        let number: Int32
    }

    struct TooSlow: Error {
        let words: [String]
    }

    let pid: pid_t
    private let words: [String]
    private let place: String
    private var isOver = false

    /// Beside the running test bundle, which is built in the same configuration.
    private static let program: String = {
        let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let beside = URL(filePath: bundle).deletingLastPathComponent().appending(path: "hamyar-ledger-worker").path
        return FileManager.default.isExecutableFile(atPath: beside) ? beside : ".build/debug/hamyar-ledger-worker"
    }()

    /// - Parameter words: after FILE, TIME and DIE-AT.
    init(_ file: LedgerFile, dieAt: Int = 0, environment: [String] = [], _ words: [String]) throws {
        self.words = words
        place = "\(file.path).\(UUID().uuidString)"
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // What other threads have open just now is nothing for it.
        _ = hamyar_close_from(&actions, 3)
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, place + ".out", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, place + ".err", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        let all = [Self.program, file.path, String(file.time.milliseconds), String(dieAt)] + words
        let arguments = all.map { strdup($0) } + [nil]
        // A crash is announced by its signal; a backtrace of each would take seconds.
        let variables = (["SWIFT_BACKTRACE=enable=no", "TZDIR=/usr/share/zoneinfo"] + environment).map { strdup($0) } + [nil]
        defer { for pointer in arguments + variables { free(pointer) } }
        var child: pid_t = 0
        let number = posix_spawn(&child, Self.program, &actions, nil, arguments, variables)
        guard number == 0 else { throw NotStarted(program: Self.program, number: number) }
        pid = child
    }

    deinit {
        if !isOver {
            kill(pid, SIGKILL)
            waitpid(pid, nil, 0)
        }
        for suffix in [".out", ".err"] { unlink(place + suffix) }
    }

    /// Waits for its end; throws where that takes more than a minute.
    func end() throws -> End {
        let deadline = ContinuousClock.now + .seconds(60)
        var status: Int32 = 0
        while waitpid(pid, &status, WNOHANG) != pid {
            guard ContinuousClock.now < deadline else { throw TooSlow(words: words) }
            usleep(500)
        }
        isOver = true
        let signal = status & 0x7f
        return End(
            status: signal == 0 ? (status >> 8) & 0xff : 128 + signal, output: text(".out"), errors: text(".err"))
    }

    private func text(_ suffix: String) -> String {
        (try? String(contentsOfFile: place + suffix, encoding: .utf8)) ?? ""
    }
}
