import Cryptography
import Foundation
import Primitives
import Testing
import Turns
import Updates

@testable import Releases

/// Scripts and declarations of diagnostics, from the release directory to the machine that reads them.
@Suite(.keepsThread)
final class ScriptReleaseTests {
    private let path = NSTemporaryDirectory() + "/hamyar-scripts-" + UUID().uuidString
    private let now = Timestamp(milliseconds: 1_790_000_000_000)
    private var workspace: ReleaseWorkspace { ReleaseWorkspace(path + "/releases") }
    private var keys: ReleaseKeys { ReleaseKeys(path + "/keys") }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    private struct Clock: WallClock {
        let time: Timestamp
        func now() -> Timestamp { time }
    }

    private func publish() throws {
        _ = try workspace.sign(with: keys)
        try workspace.publish(keys: keys, now: now)
    }

    private func client() async throws -> UpdateClient {
        let store = try MetadataStore(path + "/machine")
        if try store.load("root") == nil {
            let root = try Data(contentsOf: URL(filePath: path + "/releases/metadata/1.root.json"))
            try UpdateClient.begin(Array(root), in: store)
        }
        var client = try UpdateClient(
            store: store, fetcher: DirectoryFetcher(path + "/releases/metadata"), clock: Clock(time: now))
        try await client.refresh()
        return client
    }

    private func script(_ version: String, _ name: String = "clear-spool") throws -> ScriptDescription {
        let days = ScriptParameter(name: "days", kind: .integer(min: 1, max: 365), isRequired: true)
        return try ScriptDescription(
            name: name, version: #require(ReleaseVersion(version)), released: "2026-11-21", parameters: [#require(days)],
            timeout: 60, output: 4096)
    }

    private func diagnostics(_ version: String) throws -> DiagnosticsDescription {
        try DiagnosticsDescription(product: "ledger", version: #require(ReleaseVersion(version)), released: "2026-11-21")
    }

    private func code(_ body: () throws -> Void) -> Failure.Code? {
        do {
            try body()
            return nil
        } catch {
            return (error as? Failure)?.code
        }
    }

    @Test func `the newest script of a name and the newest declaration of a product are found, with what they take`() async throws
    {
        try workspace.begin(keys: keys, now: now)
        let content = Array("#!/bin/sh\nexit 0\n".utf8)
        for version in ["1.9", "1.10", "1.10-rc.1"] { _ = try workspace.add(content, as: script(version), now: now) }
        _ = try workspace.add(content, as: script("7", "other"), now: now)
        for version in ["1", "2"] { _ = try workspace.add(Array("{}".utf8), as: diagnostics(version), now: now) }
        try publish()
        var client = try await client()
        let found = try await client.script("clear-spool")
        #expect(found.description == (try script("1.10")) && found.file == FileDescription(of: content))
        #expect(try await client.script("clear-spool", version: ReleaseVersion("1.9")).path == "scripts/clear-spool/1.9/script")
        #expect(try await client.scripts().map(\.path) == ["scripts/clear-spool/1.10/script", "scripts/other/7/script"])
        #expect(try await client.diagnostics(of: "ledger")?.description.version == ReleaseVersion("2"))
        #expect(try await client.diagnostics(of: "other") == nil)
        for name in ["none", "../x", ""] {
            await #expect(throws: Failure.self) { try await client.script(name) }
        }
        #expect(try workspace.declared().map(\.subject).first == "diagnostics/ledger")
        #expect(try workspace.declared().allSatisfy { !$0.isStaged })
        // Machines ask for releases of products as before.
        await #expect(throws: Failure.self) { try await client.offers(of: "scripts") }
    }

    @Test func `the same again changes nothing; another content or description needs another version`() throws {
        try workspace.begin(keys: keys, now: now)
        let content = Array("#!/bin/sh\n".utf8)
        let made = try workspace.add(content, as: script("1.0"), now: now)
        try publish()
        #expect(try workspace.add(content, as: script("1.0"), now: now).file == made.file)
        #expect(try workspace.stagedRoles().isEmpty)
        #expect(code { _ = try workspace.add([1], as: self.script("1.0"), now: now) } == .releaseExists)
        #expect(code { _ = try workspace.add(content, as: self.script("1.0.0"), now: now) } == .releaseExists)
        #expect(code { _ = try workspace.add([], as: self.script("2"), now: now) } == .targetMalformed)
        let long = [UInt8](repeating: 10, count: Int(ScriptLimits.script) + 1)
        #expect(code { _ = try workspace.add(long, as: self.script("2"), now: now) } == .targetMalformed)
        #expect(code { _ = try workspace.add(Array("[]".utf8), as: self.diagnostics("2"), now: now) } == .targetMalformed)
        // What was published and taken out comes back as it was, or under another version.
        let version = try #require(ReleaseVersion("1.0"))
        #expect(try workspace.withdraw("scripts/clear-spool", version, now: now) == [made.path])
        #expect(try workspace.withdraw("scripts/clear-spool", version, now: now).isEmpty)
        #expect(code { _ = try workspace.add([1], as: self.script("1.0"), now: now) } == .releaseVersionWithdrawn)
        #expect(code { _ = try workspace.add([1], as: self.script("1.0.0"), now: now) } == .releaseVersionWithdrawn)
        #expect(try workspace.add(content, as: script("1.0"), now: now).file == made.file)
    }

    @Test func `a directory from before scripts is given the role; none but its keys may list them`() async throws {
        try workspace.begin(keys: keys, now: now)
        // As it was begun before there was the role.
        let before = try #require(try workspace.targets(MetadataRole.targets))
        try workspace.stage(MetadataRole.targets, TargetsMetadata(header: before.header).json)
        try FileManager.default.removeItem(atPath: workspace.staging + "/scripts.json")
        #expect(code { _ = try workspace.add([1], as: self.script("1"), now: now) } == .releaseAbsent)
        try workspace.add([try keys.make("scripts-1")], threshold: nil, to: ScriptPath.role, now: now)
        #expect(
            code { try self.workspace.delegate("diagnostics", to: RoleKeys([], threshold: 1), now: now) } == .metadataMalformed)
        try workspace.delegate("ledger", to: RoleKeys([try keys.make("ledger-1")], threshold: 1), now: now)
        _ = try workspace.add(Array("#!/bin/sh\n".utf8), as: script("1"), now: now)
        // H64: a product's role says nothing of scripts.
        let foreign = try script("9")
        let target = TargetsMetadata.Target(file: FileDescription(of: [1]), custom: foreign.json)
        try workspace.stage("ledger", [foreign.path: target], now)
        try publish()
        var client = try await client()
        #expect(try await client.script("clear-spool").path == "scripts/clear-spool/1/script")
    }
}
