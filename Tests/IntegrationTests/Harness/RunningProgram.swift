import CLinux
import Foundation
import Glibc
import Synchronization

/// A child process. It writes to files, not to pipes, so that nobody ever waits for a grandchild; it is reaped by its own
/// id, and killed when its last reference goes.
final class RunningProgram: Sendable {
    let pid: pid_t
    let line: String
    private let place: String
    private let exit = Mutex<Int32?>(nil)

    struct NotStarted: Error {
        let line: String
        let number: Int32
    }

    /// - Parameters:
    ///   - place: prefix of the files that take the two outputs.
    ///   - terminal: what stands for a person's terminal: input and standard error are it, and its Ctrl-C reaches the program.
    init(
        _ program: String, _ arguments: [String], environment: [String: String], place: String, terminal: String? = nil
    ) throws {
        line = ([(program as NSString).lastPathComponent] + arguments).joined(separator: " ")
        self.place = place
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // What other threads have open just now is nothing for it.
        _ = hamyar_close_from(&actions, 3)
        posix_spawn_file_actions_addopen(&actions, 0, terminal ?? "/dev/null", terminal == nil ? O_RDONLY : O_RDWR, 0)
        posix_spawn_file_actions_addopen(&actions, 1, place + ".out", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        if terminal == nil {
            posix_spawn_file_actions_addopen(&actions, 2, place + ".err", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        } else {
            posix_spawn_file_actions_adddup2(&actions, 0, 2)
        }
        // The test's own process ignores SIGPIPE; a program must start as from a shell.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var defaults = sigset_t()
        sigemptyset(&defaults)
        sigaddset(&defaults, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        // A session of its own: the first terminal that it opens becomes the one that controls it.
        let session: Int32 = terminal == nil ? 0 : 0x80
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | session))
        let words = ([program] + arguments).map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in words + variables { free(pointer) } }
        var child: pid_t = 0
        let number = posix_spawn(&child, program, &actions, &attributes, words, variables)
        guard number == 0 else { throw NotStarted(line: line, number: number) }
        pid = child
    }

    var output: String { text(".out") }
    var errors: String { text(".err") }
    var isRunning: Bool { reap() == nil }

    /// The exit status; 128 + signal where one ended it. Kills and throws when the time is over.
    func status(within limit: Duration = Deadlines.standard) async throws -> Int32 {
        do {
            return try await Deadlines.first("the end of \(line)", within: limit) { reap() }
        } catch let missed as Deadlines.Missed {
            await kill()
            throw Deadlines.Missed(description: "\(missed)\n\(output)\n\(errors)")
        }
    }

    func signal(_ number: Int32) {
        exit.withLock { exit in
            if exit == nil { Glibc.kill(pid, number) }
        }
    }

    /// kill -9; returns when it is gone.
    func kill() async {
        signal(SIGKILL)
        _ = try? await Deadlines.first("the death of \(line)") { reap() }
    }

    private func reap() -> Int32? {
        exit.withLock { exit in
            if let exit { return exit }
            var status: Int32 = 0
            guard waitpid(pid, &status, WNOHANG) == pid else { return nil }
            let signal = status & 0x7f
            exit = signal == 0 ? (status >> 8) & 0xff : 128 + signal
            return exit
        }
    }

    private func text(_ suffix: String) -> String {
        FileManager.default.contents(atPath: place + suffix).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    deinit {
        exit.withLock { exit in
            guard exit == nil else { return }
            Glibc.kill(pid, SIGKILL)
            var status: Int32 = 0
            waitpid(pid, &status, 0)
        }
    }
}
