import Cryptography
import Foundation
import Primitives
import Testing
import Turns
import Updates

@testable import Releases

/// Python's `tuf` reads what we publish. Scripts/setup installs it; without it this test fails and says so.
@Suite(.keepsThread)
struct ForeignClientTests {
    @Test func `python-tuf refreshes from a published repository and downloads a release`() throws {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let python = package.appending(path: ".build/foreign-client/bin/python").path
        try #require(FileManager.default.isExecutableFile(atPath: python), "run Scripts/setup: no \(python)")
        let path = NSTemporaryDirectory() + "/hamyar-foreign-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        try FileManager.default.createDirectory(atPath: path + "/tree", withIntermediateDirectories: true)
        try Data("content".utf8).write(to: URL(filePath: path + "/tree/file"))
        let workspace = ReleaseWorkspace(path + "/releases")
        let keys = ReleaseKeys(path + "/keys")
        // The foreign client asks the clock itself.
        let now = SystemWallClock().now()
        try workspace.begin(keys: keys, now: now)
        try workspace.delegate(
            "ledger", to: RoleKeys([try keys.make("ledger-1"), try keys.make("ledger-2")], threshold: 2), now: now)
        let version = try #require(ReleaseVersion("1.0"))
        let order = ReleaseWorkspace.Order(
            product: "ledger", version: version, platform: "linux-x86_64", kind: .release, released: "2026-11-21")
        let built = try workspace.build(path + "/tree", order, now: now).payload
        let script = try workspace.add(
            Array("#!/bin/sh\n".utf8),
            as: ScriptDescription(
                name: "clear-spool", version: version, released: "2026-11-21", parameters: [], timeout: 60, output: 4096),
            now: now)
        let declared = try workspace.add(
            Array("{}".utf8), as: DiagnosticsDescription(product: "ledger", version: version, released: "2026-11-21"), now: now)
        _ = try workspace.sign(with: keys)
        try workspace.publish(keys: keys, now: now)
        try workspace.rotate("timestamp", to: RoleKeys([try keys.make("timestamp-2")], threshold: 1), now: now)
        _ = try workspace.sign(with: keys)
        try workspace.publish(keys: keys, now: now)
        for (path, file, word) in [
            (built.path, built.file, "ledger"), (script.path, script.file, "clear-spool"),
            (declared.path, declared.file, "ledger"),
        ] {
            let process = Process()
            process.executableURL = URL(filePath: python)
            let client = package.appending(path: "Tests/ReleasesTests/foreign_client.py").path
            process.arguments = [client, workspace.metadata, workspace.targets, path]
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            #expect(text == "\(file.sha256?.description ?? "") \(word)\n")
        }
    }
}
