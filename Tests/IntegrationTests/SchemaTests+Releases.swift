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
        for version in ["1.0", "1.1"] {
            try Data("version \(version)".utf8).write(to: URL(filePath: tree + "/version"))
            _ = try await run("build", [tree, "--product", "ledger", "--version", version, "--platform", "linux-x86_64"])
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
