import Cryptography
import Foundation
import Primitives
import Testing
import Turns
import Updates

@testable import Releases

/// What leaves a release directory, and what its roles need.
@Suite(.keepsThread)
final class PublicationTests {
    private let path = NSTemporaryDirectory() + "/hamyar-publication-" + UUID().uuidString
    private let now = Timestamp(milliseconds: 1_790_000_000_000)
    private var workspace: ReleaseWorkspace { ReleaseWorkspace(path + "/releases") }
    private var keys: ReleaseKeys { ReleaseKeys(path + "/keys") }

    init() throws {
        try FileManager.default.createDirectory(atPath: path + "/tree", withIntermediateDirectories: true)
        try workspace.begin(keys: keys, now: now)
        try workspace.add([try keys.make("ledger-1")], threshold: nil, to: "ledger", now: now)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    private func build(_ version: String, _ content: String, _ older: [OlderTree] = [], by maker: (any PatchMaker)? = nil) throws
        -> ReleaseWorkspace.Build
    {
        try Data(content.utf8).write(to: URL(filePath: path + "/tree/file"))
        let order = ReleaseWorkspace.Order(
            product: "ledger", version: try #require(ReleaseVersion(version)), platform: "linux-x86_64", kind: .release,
            released: "2026-11-21")
        return try workspace.build(path + "/tree", order, patchesFrom: older, by: maker, now: now)
    }

    private func publish(_ time: Timestamp? = nil) throws {
        _ = try workspace.sign(with: keys)
        try workspace.publish(keys: keys, now: time ?? now)
    }

    /// Writes so many bytes as its patch, where it was handed the unpacked tree of the older version.
    private struct Sized: PatchMaker {
        let size: Int?
        let old: String

        func make(oldDirectory: String, newDirectory: String, tree: Digest, to path: String, scratch: String) throws -> Bool {
            #expect(try String(contentsOfFile: oldDirectory + "/file", encoding: .utf8) == old)
            guard let size else { return false }
            try Data(count: size).write(to: URL(filePath: path))
            return true
        }
    }

    @Test func `a patch is kept where it is smaller, and the others are named`() throws {
        _ = try build("1.0", "one")
        let version = try #require(ReleaseVersion("1.1"))
        let older = try workspace.older(than: version, of: "ledger", "linux-x86_64", atMost: 3)
        #expect(older.map(\.version.description) == ["1.0"])
        #expect(try workspace.older(than: version, of: "ledger", "linux-aarch64", atMost: 3).isEmpty)
        let large = try build("1.1", "two", older, by: Sized(size: 100_000, old: "one"))
        #expect(large.patches.isEmpty && large.without.map(\.length) == [100_000])
        let none = try build("1.1", "two", older, by: Sized(size: nil, old: "one"))
        #expect(none.patches.isEmpty && none.without.map(\.length) == [nil])
        let small = try build("1.1", "two", older, by: Sized(size: 10, old: "one"))
        #expect(small.patches.map(\.file.length) == [10] && small.without.isEmpty)
        #expect(
            try workspace.listed("ledger").map(\.path) == [
                "ledger/1.0/linux-x86_64/payload.tar.zst", "ledger/1.1/linux-x86_64/payload.tar.zst",
                "ledger/1.1/linux-x86_64/from-1.0.patch",
            ])
        #expect(try FileManager.default.contentsOfDirectory(atPath: path + "/releases").sorted() == ["staged", "targets"])
    }

    @Test func `what is published is what the newest snapshot leads to, and no more`() throws {
        #expect(throws: Failure.self) { try self.workspace.publication() }
        _ = try build("1.0", "one")
        try publish()
        _ = try build("1.1", "two")
        _ = try workspace.withdraw("ledger", try #require(ReleaseVersion("1.0")), now: now)
        try publish()
        let publication = try workspace.publication()
        #expect(publication.snapshot == 2)
        #expect(
            publication.metadata.map(\.name) == [
                "1.root.json", "1.scripts.json", "1.targets.json", "2.ledger.json", "2.snapshot.json",
            ])
        #expect(publication.targets.map(\.name) == ["ledger/1.1/linux-x86_64/payload.tar.zst"])
        #expect(publication.targets.allSatisfy { FileManager.default.fileExists(atPath: $0.path) })
    }

    @Test func `roles are renewed as they are, and a snapshot with the publication`() throws {
        try publish()
        let before = try workspace.roles()
        #expect(before.map(\.role) == ["root", "targets", "ledger", "scripts", "snapshot", "timestamp"])
        #expect(before.allSatisfy { !$0.isStaged && $0.signed >= $0.threshold })
        let later = now + .seconds(80 * 86_400)
        for role in ["root", "targets", "ledger", "scripts"] { try workspace.renew(role, now: later) }
        #expect(try workspace.roles().filter(\.isStaged).map(\.role) == ["root", "targets", "ledger", "scripts"])
        try publish(later)
        let after = try workspace.roles()
        #expect(after.map(\.version) == [2, 2, 2, 2, 2, 2])
        #expect(zip(before, after).allSatisfy { $0.expires < $1.expires && $0.keys == $1.keys })
        #expect(throws: Failure.self) { try self.workspace.renew("other", now: later) }
    }

    @Test func `H59 no role needs more keys than it has, or none`() throws {
        let key = try keys.make("ledger-1")
        for threshold in [0, 2, -1] {
            #expect(throws: Failure.self) { try self.workspace.add([key], threshold: threshold, to: "ledger", now: self.now) }
            #expect(throws: Failure.self) {
                try self.workspace.rotate("targets", to: RoleKeys([key], threshold: threshold), now: self.now)
            }
        }
        #expect(throws: Failure.self) {
            try self.workspace.rotate("root", to: RoleKeys([key, key], threshold: 2), now: self.now)
        }
        try workspace.add([try keys.make("ledger-2")], threshold: 2, to: "ledger", now: now)
        #expect(try workspace.keys(of: "ledger").threshold == 2)
    }

    @Test func `a key with a passphrase signs where it is known, and publishing asks for no other one than the snapshot's`()
        throws
    {
        _ = try build("1.0", "one")
        let (file, secret) = (path + "/keys/own.pem", "four horses")
        let key = try ReleaseKeys.make(file: file, passphrase: secret)
        #expect(throws: Failure.self) { try ReleaseKeys.make(file: file) }
        try workspace.add([key], threshold: 2, to: "ledger", now: now)
        #expect(throws: Failure.self) { try self.workspace.sign(with: self.keys) }
        let knowing = ReleaseKeys(path + "/keys") { $0 == file ? secret : nil }
        #expect(try workspace.sign(with: knowing).allSatisfy { $0.signed >= $0.threshold })
        let asked = ReleaseKeys(path + "/keys") { file in
            Issue.record("asked for \(file)")
            return nil
        }
        try workspace.publish(keys: asked, now: now)
        // The snapshot's own key.
        let snapshot = path + "/keys/snapshot.pem"
        let pem = try PrivateKey.load(path: snapshot).pem(passphrase: secret)
        try FileManager.default.removeItem(atPath: snapshot)
        try Data(pem.utf8).write(to: URL(filePath: snapshot))
        chmod(snapshot, 0o600)
        _ = try build("1.1", "two")
        let all = ReleaseKeys(path + "/keys") { _ in secret }
        _ = try workspace.sign(with: all)
        #expect(throws: Failure.self) { try self.workspace.publish(keys: self.keys, now: self.now) }
        try workspace.publish(keys: all, now: now)
    }

    @Test func `a key's file is enough to sign, and one that others can read is none`() throws {
        _ = try build("1.0", "one")
        let file = path + "/own.pem"
        let key = try ReleaseKeys.make(file: file)
        #expect(try ReleaseKeys.make(file: file) == key)
        try workspace.add([key], threshold: 2, to: "ledger", now: now)
        let alone = ReleaseKeys(nil, files: [file])
        #expect(try workspace.sign(with: alone).first { $0.role == "ledger" }?.signed == 1)
        #expect(throws: Failure.self) { try alone.make("other") }
        chmod(file, 0o640)
        #expect(throws: Failure.self) { try self.workspace.sign(with: alone) }
    }
}
