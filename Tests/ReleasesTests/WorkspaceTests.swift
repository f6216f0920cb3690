import Cryptography
import Foundation
import Payloads
import Primitives
import Testing
import Turns
import Updates

@testable import Releases

/// A vendor's release directory, from the first key to what a machine reads.
@Suite(.keepsThread)
final class WorkspaceTests {
    private let path = NSTemporaryDirectory() + "/hamyar-releases-" + UUID().uuidString
    private let now = Timestamp(milliseconds: 1_790_000_000_000)
    private var workspace: ReleaseWorkspace { ReleaseWorkspace(path + "/releases") }
    private var keys: ReleaseKeys { ReleaseKeys(path + "/keys") }

    init() throws {
        try FileManager.default.createDirectory(atPath: path + "/tree/bin", withIntermediateDirectories: true)
        try Data("#!/bin/sh\n".utf8).write(to: URL(filePath: path + "/tree/bin/run"))
        chmod(path + "/tree/bin/run", 0o755)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    private struct Clock: WallClock {
        let time: Timestamp
        func now() -> Timestamp { time }
    }

    private func order(_ version: String) throws -> ReleaseWorkspace.Order {
        var order = ReleaseWorkspace.Order(
            product: "ledger", version: try #require(ReleaseVersion(version)), platform: "linux-x86_64", kind: .release,
            released: "2026-11-21")
        order.hooks[.start] = ReleaseHook(run: ["bin/run", "start"], timeout: 60)
        return order
    }

    private func begin() throws {
        try workspace.begin(keys: keys, now: now)
        try workspace.delegate("ledger", to: RoleKeys([try keys.make("ledger-1")], threshold: 1), now: now)
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

    @Test func `what is built, signed and published is offered to machines, and unpacks to its tree`() async throws {
        try begin()
        let built = try workspace.build(path + "/tree", order("1.0"), now: now)
        #expect(try workspace.build(path + "/tree", order("1.0"), now: now).payload.file == built.payload.file)
        #expect(throws: Failure.self) { try self.workspace.publish(keys: self.keys, now: self.now) }
        #expect(try workspace.sign(with: keys).allSatisfy { $0.signed >= $0.threshold })
        try workspace.publish(keys: keys, now: now)
        var client = try await client()
        let offers = try await client.offers(of: "ledger")
        #expect(offers.map(\.description.version) == [ReleaseVersion("1.0")])
        let offer = try #require(offers.first)
        await #expect(throws: Failure.self) { try await client.offer(offer.path, product: "ledger", platform: "linux-aarch64") }
        await #expect(throws: Failure.self) { try await client.offer(offer.path, product: "other", platform: "linux-x86_64") }
        let payload = open(path + "/releases/targets/" + ReleaseWorkspace.servedPath(offer.path, offer.file), O_RDONLY)
        defer { close(payload) }
        try FileManager.default.createDirectory(atPath: path + "/out", withIntermediateDirectories: true)
        let out = open(path + "/out", O_RDONLY | O_DIRECTORY)
        defer { close(out) }
        #expect(throws: Never.self) { try PayloadExtractor.extract(payload, into: out, expecting: offer.description.tree.digest) }
        // Another tree under the same version is refused; withdrawing takes it out.
        try Data("other".utf8).write(to: URL(filePath: path + "/tree/bin/run"))
        #expect(throws: Failure.self) { try self.workspace.build(self.path + "/tree", self.order("1.0"), now: self.now) }
        let version = try #require(ReleaseVersion("1.0"))
        #expect(try workspace.withdraw("ledger", version, now: now) == [offer.path])
        #expect(try workspace.withdraw("ledger", version, now: now) == [])
        _ = try workspace.sign(with: keys)
        try workspace.publish(keys: keys, now: now)
        var later = try await self.client()
        #expect(try await later.offers(of: "ledger").isEmpty)
        // Its number is spent: machines may have the first tree under it.
        for number in ["1.0", "1.0.0"] {
            let failure = #expect(throws: Failure.self) {
                try self.workspace.build(self.path + "/tree", self.order(number), now: self.now)
            }
            #expect(failure?.code == .releaseVersionWithdrawn)
        }
        try Data("#!/bin/sh\n".utf8).write(to: URL(filePath: path + "/tree/bin/run"))
        #expect(try workspace.build(path + "/tree", order("1.0"), now: now).payload.file == built.payload.file)
    }

    @Test func `H59 H70 root needs two of three people, who sign on machines of their own`() async throws {
        try begin()
        let people = try (1...3).map { number in
            let directory = path + "/person\(number)"
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: path + "/keys/root-\(number).pem", toPath: directory + "/root.pem")
            try FileManager.default.removeItem(atPath: path + "/keys/root-\(number).pem")
            return ReleaseKeys(directory)
        }
        _ = try workspace.sign(with: keys)
        for _ in 0..<2 {
            #expect(try workspace.sign(with: people[0]).first?.signed == 1)
            #expect(throws: Failure.self) { try self.workspace.publish(keys: self.keys, now: self.now) }
        }
        #expect(try workspace.sign(with: people[2]).first?.signed == 2)
        try workspace.publish(keys: keys, now: now)
        _ = try await client()
        // H70: the product's key is replaced; what it signed is worth nothing, and waits for the new one's signature.
        let other = RoleKeys([try keys.make("ledger-2")], threshold: 1)
        try workspace.delegate("ledger", to: other, now: now)
        #expect(throws: Failure.self) { try self.workspace.publish(keys: self.keys, now: self.now) }
        try workspace.rotate("timestamp", to: RoleKeys([try keys.make("timestamp-2")], threshold: 1), now: now)
        _ = try workspace.sign(with: keys)
        #expect(try workspace.signing().first { $0.role == "root" }?.signed == 0)
        _ = try workspace.sign(with: people[1])
        _ = try workspace.sign(with: people[2])
        try workspace.publish(keys: keys, now: now)
        var client = try await client()
        #expect(try await client.offers(of: "ledger").isEmpty)
    }

    @Test func `a hook that is not in the tree, and a migration without a way back`() throws {
        try begin()
        var wrong = try order("1.0")
        wrong.hooks[.stop] = ReleaseHook(run: ["bin/stop"], timeout: 60)
        #expect(throws: Failure.self) { try self.workspace.build(self.path + "/tree", wrong, now: self.now) }
        var migrating = try order("1.0")
        migrating.data = .migrates
        #expect(throws: Failure.self) { try self.workspace.build(self.path + "/tree", migrating, now: self.now) }
        migrating.hooks[.backup] = ReleaseHook(run: ["bin/run", "backup"], timeout: 60)
        migrating.hooks[.restore] = ReleaseHook(run: ["bin/run", "restore"], timeout: 60)
        #expect(throws: Never.self) { try self.workspace.build(self.path + "/tree", migrating, now: self.now) }
    }
}
