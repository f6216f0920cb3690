import Foundation
import Glibc

/// A program that serves until it is ended. It has said that it listens when this is made.
struct ServingProcess {
    struct Ended: Error {}

    private let process = Process()

    /// - Parameter words: the program's path first, or what runs it, as strace.
    init(_ words: [String]) throws {
        process.executableURL = URL(filePath: words[0])
        process.arguments = Array(words.dropFirst())
        process.environment = ["PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        var said = Data()
        while !said.contains(10) {
            let more = pipe.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Ended() }
            said += more
        }
        // What it says later must not hold it up.
        pipe.fileHandleForReading.readabilityHandler = { _ = $0.availableData }
    }

    func end() {
        guard process.isRunning else { return }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
