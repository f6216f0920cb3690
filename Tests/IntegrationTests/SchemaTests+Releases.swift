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
        let script = bed.place("clear-spool.sh")
        try Data("#!/bin/sh\nexit 0\n".utf8).write(to: URL(filePath: script))
        let parameters = [
            "unit:text:64:[a-z@.-]+", "days?:integer:1..365", "level:choice:low,high", "dry:boolean", "log:path:/var/log",
        ]
        _ = try await run(
            "script add",
            [script, "--name", "clear-spool", "--version", "1.0"] + parameters.flatMap { ["--parameter", $0] })
        let declaration = bed.place("diagnostics.json")
        try Data("{}".utf8).write(to: URL(filePath: declaration))
        _ = try await run("diagnostics add", [declaration, "--product", "ledger", "--version", "1.0"])
        _ = try await run("sign", keys)
        _ = try await run("sign", ["--key", bed.place("maryam.pem")])
        _ = try await run("publish", keys + ["--offline"], as: "release-publish-offline")
        _ = try await run("publish", keys)
        _ = try await documents.hamyar("release list")
        _ = try await run("list", ["--here"], as: "release-list-here")
        _ = try await run("renew", ["ledger"])
        _ = try await run("rotate", ["ledger", key])
        _ = try await run("withdraw", ["ledger", "1.0"])
    }
}
