import Foundation
import Glibc

/// A program that is run and waited for.
struct Command {
    let status: Int32
    let signal: Int32?
    let output: String

    /// - Parameter words: the program's path first.
    init(_ words: [String], environment: [String: String] = [:]) throws {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: words[0])
        process.arguments = Array(words.dropFirst())
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        process.standardError = pipe
        process.environment = ["PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"].merging(environment) { $1 }
        try process.run()
        output = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        status = process.terminationStatus
        signal = process.terminationReason == .uncaughtSignal ? process.terminationStatus : nil
    }

    static let strace = "/usr/bin/strace"

    static func exists(_ path: String) -> Bool { access(path, X_OK) == 0 }

    /// A program of this package, beside the tests.
    static func built(_ name: String) -> String {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let beside = URL(filePath: tests).deletingLastPathComponent().appending(path: name).path
        return FileManager.default.isExecutableFile(atPath: beside) ? beside : ".build/debug/" + name
    }
}
