import Foundation

/// Programs that are built beside the tests.
enum Programs {
    static let collectWorker: String = {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let beside = URL(filePath: tests).deletingLastPathComponent().appending(path: "hamyar-collect-worker").path
        return FileManager.default.isExecutableFile(atPath: beside) ? beside : ".build/debug/hamyar-collect-worker"
    }()
}
