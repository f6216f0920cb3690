import Cryptography
import FileTransfer
import Foundation
import Messages
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf
import Testing
import Transport
import Updates

@testable import Relay

/// What is published: real TLS, a real directory, a real database, the client that machines use.
@Suite struct ReleaseTests {
    let content = Array("a release of the ledger".utf8)

    private func repository(_ relay: ServedRelay, _ files: [String: [UInt8]]? = nil) throws -> HandSignedRepository {
        let key = try #require(relay.context.keys.timestamp?.publicKey)
        var repository = try HandSignedRepository(timestampKey: key, at: relay.context.clock.now())
        repository.files = files ?? ["ledger/1.0": content]
        return repository
    }

    private func client(_ machine: MachineClient, _ repository: HandSignedRepository, in place: String) throws -> UpdateClient {
        let store = try MetadataStore(place + "/trusted")
        if try store.load(MetadataRole.root) == nil { try UpdateClient.begin(repository.root(version: 1), in: store) }
        return try UpdateClient(
            store: store, fetcher: RepositoryFetcher(connection: machine.connection), clock: SystemWallClock())
    }

    @Test func `what is published is what a machine's client trusts`() async throws {
        let relay = try await ServedRelay()
        let (sara, machine) = (try await relay.technician("Sara"), try await relay.machine("till"))
        var repository = try repository(relay)
        let status = try await sara.publish(repository)
        #expect(status.snapshot == 1 && status.root == 1)
        var client = try client(machine, repository, in: relay.place)
        try await client.refresh()
        #expect(try await client.target("ledger/1.0").file.sha256 == Digest.of(content))
        // The next one, under a new root.
        repository.rootVersion = 2
        repository.change(["ledger/1.1": content + [1]])
        #expect(try await sara.publish(repository).root == 2)
        var later = try self.client(machine, repository, in: relay.place)
        try await later.refresh()
        #expect(try await later.target("ledger/1.1").file.length == Int64(content.count + 1))
        #expect(await code { _ = try await later.target("ledger/1.0") } == .targetUnknown)
        #expect(try await relay.isSound())
        await relay.close()
    }

    @Test func `the same publish again does nothing`() async throws {
        let relay = try await ServedRelay()
        let sara = try await relay.technician("Sara")
        let repository = try repository(relay)
        let first = try await sara.publish(repository)
        #expect(try await sara.publish(repository) == first)
        #expect(try await relay.context.database.read { try $0.value("SELECT count(*) FROM releases", as: Int.self) } == 1)
        await relay.close()
    }

    @Test func `H59 H60 H62 what a machine would refuse does not become current`() async throws {
        let relay = try await ServedRelay()
        let sara = try await relay.technician("Sara")
        var good = try repository(relay)
        good.change(good.files)
        try await sara.publish(good)
        func refused(_ change: (inout HandSignedRepository) throws -> Void) async throws -> Failure.Code? {
            var bad = good
            bad.change(["ledger/1.1": content])
            try change(&bad)
            let repository = bad
            return await code { try await sara.publish(repository) }
        }
        let other = try PrivateKey.generate()
        #expect(try await refused { $0.wrongSnapshotKey = other } == .metadataUnsigned)
        #expect(try await refused { $0.dropsLedger = true } == .metadataDropped)
        #expect(try await refused { $0.ledgerVersion = 1 } == .metadataVersion)
        #expect(try await refused { $0.snapshotVersion = 1 } == .metadataVersion)
        // The current name with another content.
        #expect(try await refused { $0.snapshotVersion = 2 } == .releaseNameTaken)
        #expect(try await relay.context.database.read { try $0.releases.current()?.snapshot } == 2)
        await relay.close()
    }

    @Test func `H59 a root below its threshold, or for another relay's key, is refused`() async throws {
        let relay = try await ServedRelay()
        let sara = try await relay.technician("Sara")
        let repository = try repository(relay)
        var metadata = try repository.metadata()
        for (_, bytes) in repository.files { try await sara.put(bytes) }
        metadata[0].bytes = try repository.root(version: 1, signedBy: 1)
        for (name, bytes) in metadata { try await sara.put(bytes, name) }
        let weak = TechnicianClient.publish(metadata, snapshot: 1)
        #expect(await code { _ = try await sara.connection.call(.releasePublish, weak) } == .metadataUnsigned)
        let foreign = try HandSignedRepository(timestampKey: PrivateKey.generate().publicKey, at: relay.context.clock.now())
        #expect(await code { try await sara.publish(foreign) } == .releaseTimestampKey)
        #expect(try await relay.context.database.read { try $0.releases.current() } == nil)
        await relay.close()
    }

    @Test func `a file that was not put is named, and nothing is published`() async throws {
        let relay = try await ServedRelay()
        let sara = try await relay.technician("Sara")
        let repository = try repository(relay, ["ledger/1.0": content, "ledger/1.1": [1, 2, 3]])
        #expect(await code { try await sara.publish(repository, without: "ledger/1.1") } == .releaseIncomplete)
        var next = repository
        next.change(repository.files)
        #expect(await code { try await sara.publish(next, without: "2.ledger.json") } == .releaseIncomplete)
        #expect(await code { _ = try await sara.connection.metadata("timestamp.json") } == .releaseUnpublished)
        _ = try await sara.publish(repository)
        await relay.close()
    }

    @Test func `a put goes on where it was cut off, travels once for all admins, and counts`() async throws {
        var limits = ReleaseLimits()
        limits.bytes = Int64(4 * Manifest.blockSize)
        limits.uploads = 1
        let relay = try await ServedRelay(releaseLimits: limits)
        let (sara, ali) = (try await relay.technician("Sara"), try await relay.technician("Ali"))
        let content = try SampleContent(size: 3 * Manifest.blockSize)
        func put(_ content: SampleContent, _ who: TechnicianClient, breaking limit: Int = .max, corrupting: Int? = nil)
            async throws -> PutResult
        {
            try await who.connection.put(content, breaking: limit, corrupting: corrupting, method: BulkCalls.releasePut)
        }
        #expect(await code { _ = try await put(content, sara, breaking: Manifest.blockSize + 10) } == .recordTruncated)
        // One upload alone may rest.
        do {
            _ = try await put(try SampleContent(size: 10, seed: 7), sara)
            Issue.record("uploads are not limited")
        } catch let failure as Failure {
            #expect(failure.code == .releaseQuota && failure.parameters == ["of": "uploads", "limit": "1"])
        }
        #expect(await code { _ = try await put(content, sara, corrupting: 1) } == .blobMismatch)
        #expect(try await put(content, sara).sent == 2 * Manifest.blockSize)
        #expect(try await put(content, ali).sent == 0)
        // At the limit, and one above.
        #expect(await code { _ = try await put(try SampleContent(size: Manifest.blockSize + 1, seed: 3), ali) } == .releaseQuota)
        _ = try await put(try SampleContent(size: Manifest.blockSize, seed: 4), ali)
        await relay.close()
    }

    @Test func `only the vendor's admins put and publish`() async throws {
        let relay = try await ServedRelay()
        let sara = try await relay.technician("Sara", isAdmin: false)
        let machine = try await relay.machine("till")
        #expect(await code { _ = try await sara.put([1]) } == .callForbidden)
        let call = TechnicianClient.publish([], snapshot: 1)
        #expect(await code { _ = try await sara.connection.call(.releasePublish, call) } == .callForbidden)
        #expect(await code { _ = try await machine.connection.call(.releasePublish, call) } == .callForbidden)
        await relay.close()
    }

    @Test func `a target goes to machines alone whose active session names it, from any byte on`() async throws {
        let relay = try await ServedRelay()
        let (sara, machine) = (try await relay.technician("Sara"), try await relay.machine("till"))
        let other = try await relay.machine("other")
        let agent = Array("a build of the agent".utf8)
        let repository = try repository(relay, ["ledger/1.0": content, "hamyar-agent/0.2/x": agent])
        try await sara.publish(repository)
        // The agent's own: always.
        #expect(try await machine.connection.target("hamyar-agent/0.2/x", agent) == agent)
        #expect(await code { _ = try await machine.connection.target("ledger/1.0", content) } == .releaseNotNamed)
        let request = try sara.sign(for: machine.id)
        let view = try await sara.ask(request)
        let session = request.body.session
        let now = relay.context.clock.now()
        let digest = Digest.of(content)
        try await relay.context.database.write { try $0.releaseTargets.name("ledger/1.0", digest, in: session, at: now) }
        // Named, but nobody has allowed it yet.
        #expect(
            await code { _ = try await machine.connection.target("ledger/1.0", content, session: "\(session)") }
                == .releaseNotNamed)
        _ = try await machine.grant(machine.sign(view))
        #expect(try await machine.connection.target("ledger/1.0", content, session: "\(session)") == content)
        #expect(
            try await machine.connection.target("ledger/1.0", content, session: "\(session)", from: 5)
                == Array(content.dropFirst(5)))
        #expect(
            try await machine.connection.target("ledger/1.0", content, session: "\(session)", from: content.count) == [])
        #expect(
            await code { _ = try await machine.connection.target("ledger/1.0", content, session: "\(session)", from: 1000) }
                == .callInvalid)
        #expect(
            await code { _ = try await other.connection.target("ledger/1.0", content, session: "\(session)") } == .releaseNotNamed
        )
        #expect(
            await code { _ = try await sara.connection.target("ledger/1.0", content, session: "\(session)") } == .callForbidden)
        // Over: over.
        try await sara.end(request)
        #expect(
            await code { _ = try await machine.connection.target("ledger/1.0", content, session: "\(session)") }
                == .releaseNotNamed)
        await relay.close()
    }

    @Test func `who may fetch a patch may fetch the whole of the same version, and no other one`() async throws {
        let relay = try await ServedRelay()
        let (sara, machine) = (try await relay.technician("Sara"), try await relay.machine("till"))
        let (patch, next) = (Array("a patch".utf8), Array("another version".utf8))
        try await sara.publish(
            try repository(relay, ["ledger/1.1/patch": patch, "ledger/1.1/whole": content, "ledger/1.2/whole": next]))
        let request = try sara.sign(for: machine.id)
        let view = try await sara.ask(request)
        let session = request.body.session
        let now = relay.context.clock.now()
        let digest = Digest.of(patch)
        try await relay.context.database.write { try $0.releaseTargets.name("ledger/1.1/patch", digest, in: session, at: now) }
        _ = try await machine.grant(machine.sign(view))
        for (path, bytes) in [("ledger/1.1/patch", patch), ("ledger/1.1/whole", content)] {
            #expect(try await machine.connection.target(path, bytes, session: "\(session)") == bytes)
        }
        #expect(
            await code { _ = try await machine.connection.target("ledger/1.2/whole", next, session: "\(session)") }
                == .releaseNotNamed)
        await relay.close()
    }

    @Test func `what is withdrawn is handed out no more, its file goes after thirty days, metadata of earlier snapshots too`()
        async throws
    {
        let relay = try await ServedRelay()
        let (sara, machine) = (try await relay.technician("Sara"), try await relay.machine("till"))
        let agent = Array("a bad build".utf8)
        var repository = try repository(relay, ["hamyar-agent/0.2/x": agent])
        try await sara.publish(repository)
        #expect(try await machine.connection.target("hamyar-agent/0.2/x", agent) == agent)
        repository.change(["hamyar-agent/0.3/x": content])
        try await sara.publish(repository)
        #expect(await code { _ = try await machine.connection.target("hamyar-agent/0.2/x", agent) } == .releaseWithdrawn)
        #expect(try await !machine.connection.metadata("1.snapshot.json").isEmpty)
        // Who has fetched it is still known.
        let replies = try await sara.releases()
        #expect(replies.flatMap(\.machines).map(\.version) == ["0.2"])
        #expect(replies.flatMap(\.targets).map { $0.withdrawn > 0 } == [false, true])
        let keeping = ReleaseKeeping(context: relay.context)
        let now = relay.context.clock.now()
        let file = relay.context.releases.directory.file(of: Digest.of(agent))
        try await keeping.collect(at: now + .seconds(29 * 86_400))
        #expect(FileManager.default.fileExists(atPath: file))
        #expect(FileManager.default.createFile(atPath: relay.place + "/relay/releases/orphan", contents: nil))
        try await keeping.collect(at: now + .seconds(31 * 86_400))
        try keeping.start()
        #expect(!FileManager.default.fileExists(atPath: file))
        #expect(!FileManager.default.fileExists(atPath: relay.place + "/relay/releases/orphan"))
        #expect(await code { _ = try await machine.connection.metadata("1.snapshot.json") } == .releaseUnpublished)
        // Current things and roots stay for good.
        #expect(try await !machine.connection.metadata("1.root.json").isEmpty)
        #expect(try await machine.connection.target("hamyar-agent/0.3/x", content) == content)
        await relay.close()
    }

    @Test func `H61 the timestamp is signed again after half of its time, never for a snapshot that is out of time`() async throws
    {
        let relay = try await ServedRelay()
        let sara = try await relay.technician("Sara")
        let repository = try repository(relay)
        try await sara.publish(repository)
        let keeping = ReleaseKeeping(context: relay.context)
        let now = relay.context.clock.now()
        func stored() async throws -> StoredTimestamp? { try await relay.context.database.read { try $0.releases.timestamp() } }
        let first = try #require(try await stored())
        try await keeping.signTimestamp(at: now + .seconds(12 * 3600 - 10))
        #expect(try await stored() == first)
        try await keeping.signTimestamp(at: now + .seconds(12 * 3600 + 10))
        let second = try #require(try await stored())
        #expect(second.version > first.version && second.expires == now + .seconds(36 * 3600 + 10))
        try await keeping.signTimestamp(at: repository.expires + .seconds(1))
        #expect(try await stored() == second)
        await relay.close()
    }

    @Test func `the list says which machines report which version`() async throws {
        let relay = try await ServedRelay()
        let (sara, machine) = (try await relay.technician("Sara"), try await relay.absent("till"))
        try await sara.publish(try repository(relay, ["ledger/1.0": content, "ledger/1.1": [1]]))
        _ = try await machine.connection.call(
            .presenceHello,
            WireHello.with {
                $0.bootID = "boot"
                $0.products = [
                    .with {
                        $0.name = "ledger"
                        $0.version = "1.0"
                    }
                ]
            })
        let replies = try await sara.releases()
        #expect(replies.first?.status.snapshot == 1)
        #expect(replies.flatMap(\.targets).map(\.installed) == [1, 0])
        #expect(
            replies.flatMap(\.machines).map { "\($0.name) \($0.product) \($0.version) \($0.installed)" } == [
                "till ledger 1.0 true"
            ])
        #expect(try await sara.releases("ledger", "1.1").flatMap(\.machines).isEmpty)
        await relay.close()
    }

    @Test func `a relay from before there were releases gets its key once`() async throws {
        let relay = try await ServedRelay()
        let home = relay.home
        try FileManager.default.removeItem(atPath: home.key(.timestamp))
        #expect(try RelayKeys.load(from: home).timestamp == nil)
        let first = try ReleaseInitialisation(home: home).perform()
        #expect(try ReleaseInitialisation(home: home).perform().timestampKey == first.timestampKey)
        #expect(try RelayKeys.load(from: home).timestamp?.publicKey.description == first.timestampKey)
        await relay.close()
    }
}

extension TechnicianClient {
    func releases(_ product: String = "", _ version: String = "") async throws -> [WireReleaseListReply] {
        var call = WireReleaseListCall()
        call.product = product
        call.version = version
        var replies: [WireReleaseListReply] = []
        for try await reply in try await connection.follow(.releaseList, call) { replies.append(reply) }
        return replies
    }
}
