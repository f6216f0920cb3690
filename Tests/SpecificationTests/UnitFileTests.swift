import Foundation
import Testing

/// The example units, by the system's own reader of units.
@Suite struct UnitFileTests {
    private static let analyze = "/usr/bin/systemd-analyze"

    /// What `systemd-analyze security` may say at most, of 10.
    @Test(
        .enabled(if: FileManager.default.isExecutableFile(atPath: analyze)), arguments: ["agent", "installer", "relay", "runner"])
    func `systemd takes each unit without a word, and finds little exposed`(_ name: String) throws {
        let place = FileManager.default.temporaryDirectory.appending(path: "units-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        // It looks whether the program is there: one that is stands for ours.
        let text = try Tree.text("Examples/systemd/hamyar-\(name).service")
        #expect(text.contains("\nExecStart=/usr/local/bin/hamyar-\(name) "))
        let unit = place.appending(path: "hamyar-\(name).service")
        try text.replacing("ExecStart=/usr/local/bin/hamyar-\(name) ", with: "ExecStart=/usr/bin/true ")
            .write(to: unit, atomically: true, encoding: .utf8)
        let verified = try run(["verify", "--man=no", unit.path])
        #expect(verified.status == 0 && verified.output.isEmpty, "\(verified.output)")
        let secure = try run(["security", "--offline=true", "--threshold=30", unit.path])
        #expect(secure.status == 0, "\(secure.output.suffix(200))")
    }

    private func run(_ words: [String]) throws -> (status: Int32, output: String) {
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(filePath: Self.analyze)
        process.arguments = words
        process.environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "SYSTEMD_COLORS": "0"]
        (process.standardOutput, process.standardError) = (pipe, pipe)
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
