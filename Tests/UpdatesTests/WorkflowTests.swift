import Cryptography
import Foundation
import Primitives
import Testing

@testable import Updates

/// The client's workflow against repositories that lie (H34, H35, H59 to H63).
final class WorkflowTests {
    private let directory = NSTemporaryDirectory() + "/hamyar-updates-" + UUID().uuidString

    deinit {
        try? FileManager.default.removeItem(atPath: directory)
    }

    private func begin(_ repository: Repository) throws -> MetadataStore {
        let store = try MetadataStore(directory)
        try UpdateClient.begin(try #require(repository.files["1.root.json"]), in: store)
        return store
    }

    private func refresh(_ repository: Repository, _ store: MetadataStore, at time: Timestamp = Repository.now) async throws
        -> UpdateClient
    {
        var client = try UpdateClient(store: store, fetcher: repository, clock: StoppedClock(time: time))
        try await client.refresh()
        return client
    }

    private func refusal(_ repository: Repository, _ store: MetadataStore, at time: Timestamp = Repository.now) async throws
        -> Failure?
    {
        do {
            var client = try await refresh(repository, store, at: time)
            _ = try await client.target("ledger/1.0/linux-x86_64/payload.tar.zst")
            return nil
        } catch let failure as Failure {
            return failure
        }
    }

    @Test func `what is signed rightly is found, and only beneath the role's paths`() async throws {
        let repository = try Repository()
        var client = try await refresh(repository, try begin(repository))
        let target = try await client.target("ledger/1.0/linux-x86_64/payload.tar.zst")
        #expect(target.file.length == 3)
        await #expect(throws: Failure.self) { try await client.target("other/1.0/linux-x86_64/payload.tar.zst") }
    }

    @Test func `H63 so many delegated roles are looked into for one target, and no further one`() async throws {
        var repository = try Repository()
        let store = try begin(repository)
        let path = "ledger/1.0/linux-x86_64/payload.tar.zst"
        let limit = UpdateLimits.maximumDelegations
        for (version, count) in [(2, limit), (3, limit + 1)] {
            try repository.publish(Int64(version), lastOf: count, path: path)
            #expect(try await refusal(repository, store)?.code == (count == limit ? nil : .targetUnknown))
        }
    }

    @Test func `H59 one signature below the threshold, one signer twice, one key by two names`() async throws {
        var repository = try Repository()
        let store = try begin(repository)
        try repository.publishRoot(2, signers: [repository.root[0]])
        #expect(try await refusal(repository, store)?.code == .metadataUnsigned)
        let json = repository.rootJSON(2)
        var metadata = SignedMetadata(signed: json)
        let signature = try repository.root[0].sign(CanonicalJSON.encode(json))
        metadata.signatures = [MetadataKey(repository.root[0].publicKey).id: signature, "another name": signature]
        repository.files["2.root.json"] = metadata.bytes
        #expect(try await refusal(repository, store)?.code == .metadataUnsigned)
        let keys = RoleKeys(
            ["one", "two"].map { name in
                let key = MetadataKey(repository.root[0].publicKey)
                return (try? MetadataKey(id: name, key.json, role: "root")) ?? key
            }, threshold: 2)
        metadata.signatures = ["one": signature, "two": signature]
        #expect(metadata.signers(of: keys, Ed25519Scheme()) == 1)
        let list = "{\"keyid\":\"a\",\"sig\":\"00\"}"
        #expect(throws: Failure.self) {
            try SignedMetadata(parsing: Array("{\"signatures\":[\(list),\(list)],\"signed\":{}}".utf8), role: "root")
        }
    }

    @Test func `H60 versions that fall, jump, or are run ahead`() async throws {
        var repository = try Repository()
        let store = try begin(repository)
        try repository.publish(5)
        #expect(try await refusal(repository, store) == nil)
        for (version, snapshot, timestamp) in [(4, 4, 4), (4, 6, 6), (5, 4, 7)] as [(Int64, Int64, Int64)] {
            var falling = repository
            try falling.publish(version, snapshotVersion: snapshot, timestampVersion: timestamp)
            #expect(try await refusal(falling, store)?.code == .metadataVersion, "\(version) \(snapshot) \(timestamp)")
        }
        var jumping = repository
        jumping.files["2.root.json"] = try Repository.sign(repository.rootJSON(3), Array(repository.root.prefix(2)))
        #expect(try await refusal(jumping, store)?.code == .metadataVersion)
        // An attacker ran versions ahead; the keys are changed, and it goes on from below.
        var ahead = repository
        try ahead.publish(1000)
        #expect(try await refusal(ahead, store) == nil)
        ahead.snapshot = try PrivateKey.generate()
        ahead.timestamp = try PrivateKey.generate()
        try ahead.publishRoot(2)
        try ahead.publish(6)
        #expect(try await refusal(ahead, store) == nil)
    }

    @Test func `H61 out of time, frozen, and a clock that was put back`() async throws {
        var repository = try Repository()
        let store = try begin(repository)
        #expect(try await refusal(repository, store) == nil)
        #expect(try await refusal(repository, store, at: Repository.later)?.code == .metadataExpired)
        #expect(try await refusal(repository, store, at: Repository.later - .milliseconds(1)) == nil)
        try repository.publish(2, expires: Repository.now + .seconds(60))
        // That much has passed already, whatever the clock says now.
        #expect(try await refusal(repository, store, at: Repository.now)?.code == .metadataExpired)
        try repository.publishRoot(2, expires: Repository.now)
        #expect(try await refusal(repository, store)?.parameters["role"] == "root")
    }

    @Test func `H62 mix-and-match, and a delegation that is dropped`() async throws {
        var repository = try Repository()
        let store = try begin(repository)
        try repository.publish(2)
        var mixed = repository
        mixed.files["2.snapshot.json"] = repository.files["1.snapshot.json"]
        #expect(try await refusal(mixed, store)?.code == .metadataMismatch)
        mixed = repository
        mixed.files["2.ledger.json"] = repository.files["1.ledger.json"]
        #expect(try await refusal(mixed, store)?.code == .metadataMismatch)
        #expect(try await refusal(repository, store) == nil)
        try repository.publish(3, drop: true)
        #expect(try await refusal(repository, store)?.code == .metadataDropped)
    }

    @Test func `H63 more than a role may be, and a chain of roots without end`() async throws {
        var repository = try Repository()
        let store = try begin(repository)
        for role in ["root", "timestamp", "snapshot", "targets", "ledger"] {
            let limit = MetadataRole.limit(of: role)
            let padding = [UInt8](repeating: 0x20, count: limit + 1)
            #expect(throws: Failure.self) { try SignedMetadata(parsing: padding, role: role) }
        }
        repository.files["timestamp.json"]? += [UInt8](repeating: 0x20, count: UpdateLimits.maximumTimestamp)
        #expect(try await refusal(repository, store)?.code == .metadataTooLarge)
        try repository.publish()
        for version in 2...Int64(UpdateLimits.maximumRootRotations + 2) { try repository.publishRoot(version) }
        #expect(try await refusal(repository, store) == nil)
        let stored = try SignedMetadata(parsing: try #require(try store.load("root")), role: "root")
        #expect(stored.signed["version"]?.integer == Int64(UpdateLimits.maximumRootRotations + 1))
    }

    @Test func `H34 a key twice is refused, and so is what has no one meaning`() throws {
        for text in [
            "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "[1.0]", "[1e3]", "[01]", "[-0]", "[9223372036854775808]",
            "[\"\\ud800\"]", "[1] 2",
            "[\"\u{1}\"]", "{\"a\"}", "[1,]", "nul", "", "\u{feff}[]",
        ] {
            #expect(throws: Failure.self, "\(text)") { try JSONReader.read(Array(text.utf8)) }
        }
        #expect(throws: Failure.self) { try JSONReader.read([0x22, 0xff, 0x22]) }
        let depth = UpdateLimits.maximumDepth
        func nested(_ count: Int) -> [UInt8] {
            Array((String(repeating: "[", count: count) + String(repeating: "]", count: count)).utf8)
        }
        #expect(throws: Never.self) { try JSONReader.read(nested(depth + 1)) }
        #expect(throws: Failure.self) { try JSONReader.read(nested(depth + 2)) }
        let value = try JSONReader.read(Array("{ \"b\" : [true, null, -3], \"a\\\"\" : \"\\u00e9\\n\\ud83d\\ude00\" }".utf8))
        #expect(String(decoding: CanonicalJSON.encode(value), as: UTF8.self) == "{\"a\\\"\":\"é\n😀\",\"b\":[true,null,-3]}")
    }

    @Test func `H35 a signature of another role's metadata, another type, another key`() async throws {
        var repository = try Repository()
        let store = try begin(repository)
        let snapshot = repository.files["1.snapshot.json"]
        repository.files["timestamp.json"] = snapshot
        #expect(try await refusal(repository, store) != nil)
        try repository.publish()
        // By the timestamp's own key, but of another type.
        let targets = TargetsMetadata(header: MetadataHeader(version: 9, expires: Repository.later)).json
        repository.files["timestamp.json"] = try Repository.sign(targets, [repository.timestamp])
        #expect(try await refusal(repository, store)?.parameters["reason"] == "_type")
        repository.timestamp = try PrivateKey.generate()
        try repository.publish(2)
        #expect(try await refusal(repository, store)?.code == .metadataUnsigned)
    }

    @Test func `H70 a key that is taken away signs no more, also where nothing else changes`() async throws {
        var repository = try Repository()
        let store = try begin(repository)
        #expect(try await refusal(repository, store) == nil)
        let old = repository.targets
        repository.targets = try PrivateKey.generate()
        try repository.publishRoot(2)
        // Everything below is as it was: what the old key signed is stored here, and served.
        #expect(old.publicKey != repository.targets.publicKey)
        #expect(try await refusal(repository, store)?.code == .metadataUnsigned)
    }

    @Test func `killed between any two steps of storing a root, what it takes away is forgotten, and nothing else`() throws {
        let repository = try Repository()
        for step in 0...3 {
            try? FileManager.default.removeItem(atPath: directory)
            let store = try begin(repository)
            try store.save([1], of: "timestamp")
            try store.save([2], of: "snapshot")
            // The steps of saveRoot, as far as they came.
            let root = try #require(repository.files["1.root.json"])
            if step >= 1 { try Data("2".utf8).write(to: URL(filePath: directory + "/forget-before-root")) }
            if step >= 2 { try store.save(root, of: "root") }
            if step >= 3 { try FileManager.default.removeItem(atPath: directory + "/timestamp.json") }
            try Data([1]).write(to: URL(filePath: directory + "/root.json.0.new"))
            let again = try MetadataStore(directory)
            try again.recover(at: step >= 2 ? 2 : 1)
            #expect(try (again.load("timestamp") == nil) == (step >= 2), "\(step)")
            #expect(try (again.load("snapshot") == nil) == (step >= 2), "\(step)")
            #expect(try !FileManager.default.contentsOfDirectory(atPath: directory).contains { $0.hasSuffix(".new") })
        }
    }
}
