import Foundation
import Glibc
import Synchronization
import Testing

/// A program of Tests/Faults, compiled once for this process.
struct FaultProgram {
    let path: String

    /// Kills, and lets calls fail.
    static let faultAt = Result { try FaultProgram("fault-at", []) }
    /// Notes what was synced.
    static let lostWrites = Result { try FaultProgram("lost-writes", ["-shared", "-fPIC", "-ldl"]) }

    static var canCompile: Bool { Command.exists(compiler) }
    private static let compiler = "/usr/bin/gcc"

    private init(_ name: String, _ words: [String]) throws {
        let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Faults/\(name).c").path
        path = FileManager.default.temporaryDirectory.path + "/hamyar-\(name)-\(getpid())"
        let made = try Command([Self.compiler, "-O1", "-o", path, source] + words)
        try #require(made.status == 0, "\(made.output)")
        let path = path
        _ = Self.removal
        Self.made.withLock { $0.append(path) }
    }

    private static let made = Mutex<[String]>([])
    private static let removal: Void = {
        atexit { FaultProgram.made.withLock { for path in $0 { unlink(path) } } }
    }()
}
