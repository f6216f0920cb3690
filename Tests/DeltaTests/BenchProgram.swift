import CLinux
import Foundation
import Glibc
import Testing

/// The bench's program: patches in a process of its own.
struct BenchProgram {
    private let path: String

    /// It stands beside the running tests.
    init() throws {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let beside = URL(filePath: tests).deletingLastPathComponent().appending(path: "hamyar-delta-bench").path
        path = FileManager.default.isExecutableFile(atPath: beside) ? beside : ".build/debug/hamyar-delta-bench"
        try #require(FileManager.default.isExecutableFile(atPath: path))
    }

    /// Starts it; what it says goes to the file.
    func start(_ words: [String], output: String) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // What other threads have open just now is nothing for it.
        _ = hamyar_close_from(&actions, 3)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, output + ".err", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var arguments = ([path] + words).map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process = pid_t()
        try #require(posix_spawn(&process, path, &actions, nil, &arguments, environ) == 0)
        return process
    }

    /// Its status as waitpid gives it.
    static func end(_ process: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status
    }
}
