import Foundation
import Testing

/// The commands of releases, each once with a document.
extension IntegrationTests.SchemaTests {
    func releases(_ bed: TestBed, _ documents: Documents) async throws {
        let place = ["--in", bed.place("releases")]
        let keys = ["--keys", bed.place("release-keys")]
        func run(_ command: String, _ words: [String] = [], as other: String? = nil) async throws -> JSON {
            try await documents.run(ProgramPaths.console, "release " + command, words + place, as: other)
        }
        try await documents.relay("releases init")
        let key = try await documents.hamyar("release key new", bed.place("maryam.pem"))["key"].string
        _ = try await run("init", keys)
        _ = try await run("key add", ["ledger", key])
        let tree = bed.place("tree")
        try FileManager.default.createDirectory(atPath: tree, withIntermediateDirectories: true)
        // What a patch spares, and what does not compress.
        var generator = SeededGenerator(seed: 5)
        try Data((0..<(64 << 10)).map { _ in UInt8.random(in: 0...255, using: &generator) })
            .write(to: URL(filePath: tree + "/library"))
        let sheet = bed.place("hamyar-release.yaml")
        try Data("product: ledger\nplatform: linux-x86_64\ndata: untouched\nhealth: {holds: 0, within: 20}\n".utf8)
            .write(to: URL(filePath: sheet))
        for version in ["1.0", "1.1"] {
            try Data("version \(version)".utf8).write(to: URL(filePath: tree + "/version"))
            _ = try await run("build", [tree, "--version", version, "--description", sheet])
        }
        _ = try await run("sign", keys)
        _ = try await run("sign", ["--key", bed.place("maryam.pem")])
        _ = try await run("publish", keys + ["--offline"], as: "release-publish-offline")
        _ = try await run("publish", keys)
        _ = try await documents.hamyar("release list")
        _ = try await run("list", ["ledger", "--here"], as: "release-list-here")
        _ = try await run("renew", ["ledger"])
        _ = try await run("rotate", ["ledger", key])
        _ = try await run("withdraw", ["ledger", "1.0"])
    }
}
