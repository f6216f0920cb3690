import Cryptography
import FileTransfer
import Foundation
import Messages
import Primitives
import RelayStorage
import SignedObjects
import Storage
import Testing
import TransferRecords
import Transport

@testable import Relay

/// Content that waits at the relay: real TLS, a real directory, a real database.
@Suite struct BlobTests {
    static func files(_ relay: ServedRelay) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: relay.place + "/relay/blobs").sorted()
    }

    @Test func `content is stored under the digest of its bytes, once for all who send it`() async throws {
        let relay = try await ServedRelay()
        let (sara, ali) = (try await relay.technician("Sara"), try await relay.technician("Ali"))
        let content = try SampleContent(size: 3 * Manifest.blockSize + 17)
        let first = try await sara.connection.put(content)
        #expect(first.blob == Digest.of(content.bytes))
        #expect(first.sent == content.bytes.count)
        let stored = FileManager.default.contents(atPath: relay.place + "/relay/blobs/\(first.blob)")
        #expect(stored.map { Array($0) } == content.bytes)
        // Again: nothing travels. Another one has to show that they have it.
        #expect(try await sara.connection.put(content).sent == 0)
        #expect(try await ali.connection.put(content).sent == content.bytes.count)
        // Another manifest of the same bytes.
        let later = try SampleContent(size: 3 * Manifest.blockSize + 17, modified: 1)
        #expect(try await sara.connection.put(later).blob == first.blob)
        #expect(try Self.files(relay) == [first.blob.description])
        await relay.close()
    }

    @Test func `an upload that was cut off goes on at its last verified block`() async throws {
        let relay = try await ServedRelay()
        let sara = try await relay.technician("Sara")
        let content = try SampleContent(size: 5 * Manifest.blockSize)
        #expect(
            await code { _ = try await sara.connection.put(content, breaking: 2 * Manifest.blockSize + 1000) } == .recordTruncated
        )
        let rest = try await sara.connection.put(content)
        #expect(rest.sent == 3 * Manifest.blockSize)
        #expect(rest.blob == Digest.of(content.bytes))
        await relay.close()
    }

    @Test func `however often the stream is reset, the content arrives, and no more is sent than was missing`() async throws {
        let relay = try await ServedRelay()
        let sara = try await relay.technician("Sara")
        // More than all attempts together can bring, also where the relay says late what it has.
        let content = try SampleContent(size: 8 * Manifest.blockSize + 1)
        for number in 0..<5 {
            let limit = Manifest.blockSize + number
            #expect(await code { _ = try await sara.connection.put(content, breaking: limit, resets: true) } == .streamCancelled)
            // What the relay had not read when the reset came is gone; it is a part of a block here or nothing.
            guard try await relay.context.database.read({ try $0.blobs.uploads() }).contains(where: { $0.held > 2 }) else {
                continue
            }
            break
        }
        #expect(try await sara.connection.put(content).blob == Digest.of(content.bytes))
        await relay.close()
    }

    @Test func `H46 H55 what a relay that was killed left is gone over, and counts as far as it is right`() async throws {
        let relay = try await ServedRelay()
        let content = try SampleContent(size: 4 * Manifest.blockSize)
        let layout = BlobLayout(try Manifest(wire: content.manifest.manifest))
        let part = relay.place + "/relay/blobs/x.part"
        var damaged = Array(content.bytes.prefix(3 * Manifest.blockSize))
        damaged[2 * Manifest.blockSize + 5] ^= 1
        #expect(FileManager.default.createFile(atPath: part, contents: Data(damaged)))
        let incoming = try IncomingBlob(layout, part: part)
        #expect(incoming.held == 2)
        #expect(layout.state(held: incoming.held).held.map(\.count) == [2])
        await relay.close()
    }

    @Test func `blocks of zeros and equal blocks do not travel`() async throws {
        let relay = try await ServedRelay()
        let sara = try await relay.technician("Sara")
        let block = try SampleContent(size: Manifest.blockSize).bytes
        let zeros = [UInt8](repeating: 0, count: Manifest.blockSize)
        let content = try SampleContent(zeros + block + zeros + block + block + [7, 8, 9])
        let put = try await sara.connection.put(content)
        #expect(put.sent == Manifest.blockSize + 3)
        #expect(put.blob == Digest.of(content.bytes))
        await relay.close()
    }

    @Test func `a block that is not the manifest's is refused, and the others stay`() async throws {
        let relay = try await ServedRelay()
        let sara = try await relay.technician("Sara")
        let content = try SampleContent(size: 3 * Manifest.blockSize)
        #expect(await code { _ = try await sara.connection.put(content, corrupting: 1) } == .blobMismatch)
        #expect(try await sara.connection.put(content).sent == 2 * Manifest.blockSize)
        await relay.close()
    }

    @Test func `quotas hold at the limit and one byte above`() async throws {
        let block = Int64(Manifest.blockSize)
        for (limited, whose) in [
            (\TransferLimits.technicianBytes, "technician"), (\.organisationBytes, "organisation"), (\.relayBytes, "relay"),
        ] {
            var limits = TransferLimits()
            limits[keyPath: limited] = 2 * block
            let relay = try await ServedRelay(limits: limits)
            let sara = try await relay.technician("Sara")
            _ = try await sara.connection.put(SampleContent(size: Int(block), seed: 1))
            let above = try SampleContent(size: Int(block) + 1, seed: 2)
            do {
                _ = try await sara.connection.put(above)
                Issue.record("\(whose) is not limited")
            } catch let failure as Failure {
                #expect(failure.code == .blobQuota && failure.parameters["of"] == whose)
            }
            _ = try await sara.connection.put(SampleContent(size: Int(block), seed: 3))
            await relay.close()
        }
    }

    @Test func `uploads of one technician that rest are limited, at the limit and one above`() async throws {
        var limits = TransferLimits()
        limits.uploadsOfTechnician = 2
        let relay = try await ServedRelay(limits: limits)
        let (sara, ali) = (try await relay.technician("Sara"), try await relay.technician("Ali"))
        let content = try (1...3).map { try SampleContent(size: 2 * Manifest.blockSize, seed: $0) }
        for resting in content.prefix(2) { _ = await code { _ = try await sara.connection.put(resting, breaking: 1) } }
        do {
            _ = try await sara.connection.put(content[2])
            Issue.record("uploads are not limited")
        } catch let failure as Failure {
            #expect(failure.code == .blobQuota && failure.parameters == ["of": "uploads", "limit": "2"])
        }
        // Another one's are not hers; and one that is whole makes room.
        _ = try await ali.connection.put(content[2])
        _ = try await sara.connection.put(content[0])
        _ = try await sara.connection.put(content[2])
        await relay.close()
    }

    @Test func `the memory of manifests is limited, at the limit and one above, and comes back`() async throws {
        let memory = ManifestMemory()
        try await memory.with(ManifestMemory.limit - 1) {
            try await memory.with(1) {
                #expect(await code { try await memory.with(1) {} } == .relayBusy)
            }
            #expect(await code { try await memory.with(2) {} } == .relayBusy)
        }
        #expect(await code { try await memory.with(ManifestMemory.limit) { throw Failure(.callFailed) } } == .callFailed)
        try await memory.with(ManifestMemory.limit) {}
    }

    @Test func `H56 a disk without room beside the reserve refuses, and keeps nothing half`() async throws {
        var limits = TransferLimits()
        limits.diskReserve = .max / 2
        let relay = try await ServedRelay(limits: limits)
        let sara = try await relay.technician("Sara")
        #expect(await code { _ = try await sara.connection.put(SampleContent(size: 10)) } == .blobFull)
        await relay.close()
    }

    @Test func `content goes a day after its last use, parts after fourteen days, orphans at start`() async throws {
        let relay = try await ServedRelay()
        let sara = try await relay.technician("Sara")
        let put = try await sara.connection.put(SampleContent(size: 100))
        let cut = try SampleContent(size: 3 * Manifest.blockSize)
        _ = await code { _ = try await sara.connection.put(cut, breaking: Manifest.blockSize + 1) }
        // The relay parks what was cut off: a further attempt waits for that.
        _ = await code { _ = try await sara.connection.put(cut, breaking: 1) }
        let keeping = BlobKeeping(context: relay.context)
        let now = relay.context.clock.now()
        #expect(FileManager.default.createFile(atPath: relay.place + "/relay/blobs/orphan", contents: nil))
        try keeping.start()
        #expect(try Self.files(relay).count == 2)
        try await keeping.collect(at: now + .seconds(86_000))
        #expect(try Self.files(relay).contains(put.blob.description))
        try await keeping.collect(at: now + .seconds(86_500))
        #expect(try !Self.files(relay).contains(put.blob.description))
        #expect(try Self.files(relay).count == 1)
        try await keeping.collect(at: now + .seconds(14 * 86_400 + 60))
        #expect(try Self.files(relay).isEmpty)
        #expect(try await relay.context.database.read { try $0.value("SELECT count(*) FROM manifests", as: Int.self) } == 0)
        await relay.close()
    }
}
