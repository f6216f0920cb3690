import Cryptography
import FileTransfer
import Foundation
import Messages
import Multiplexing
import NIOCore
import Primitives
import Sessions
import SignedObjects
import SwiftProtobuf
import Testing
import TransferRecords
import Transport

@testable import Agent

/// Files over real sockets, TLS and frames, with a relay that the test plays.
@Suite(.timeLimit(.minutes(10))) struct TransferTests {
    private static func content(_ count: Int) -> [UInt8] {
        var value: UInt64 = 0x9e37_79b9
        return (0..<count).map { _ in
            value = value &* 6_364_136_223_846_793_005 &+ 1
            return UInt8(truncatingIfNeeded: value >> 33)
        }
    }

    @Test func `a push arrives, is reported before it is answered, and the same signature has one effect (H36)`() async throws {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession()
        let content = Self.content(3_000_000)
        let (operation, manifest) = try machine.push(content, in: request)
        let stream = try await relay.push(operation, manifest)
        var reader = RecordReader(stream)
        #expect(try await reader.state().held.isEmpty)
        try await stream.send(ByteBuffer(bytes: content), end: true)
        let outcome = try await reader.outcome()
        #expect(outcome.result == .succeeded)
        #expect(relay.reported == 1)
        #expect(Array(outcome.files.first?.digest ?? Data()) == Digest.of(content).bytes)
        #expect(FileManager.default.contents(atPath: machine.root + "/file") == Data(content))
        #expect(machine.files() == ["file"])
        // Again: everything is held, the stored outcome is told, the file is not touched.
        try Data("changed by its owner".utf8).write(to: URL(fileURLWithPath: machine.root + "/file"))
        let again = try await relay.push(operation, manifest)
        var second = RecordReader(again)
        #expect(try await second.state().held.first?.count == 3)
        #expect(try await second.outcome() == outcome)
        #expect(FileManager.default.contents(atPath: machine.root + "/file") == Data("changed by its owner".utf8))
        #expect(try machine.logged().filter { $0 == "operation.intent" }.count == 1)
        await relay.close()
    }

    @Test func `a call that is lost while the connection holds silences nothing`() async throws {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        relay.lose(1)
        let request = try machine.technician.request(machine: machine.id, scope: ["push:\(machine.root)"])
        _ = try await relay.connection.call(.sessionOffer, machine.offer(request))
        try await machine.desk.seen([request.body.session])
        while await machine.desk.open[request.body.session]?.session.phase != .seen { await Task.yield() }
        // The grant is said although the word before it was lost.
        _ = try await machine.desk.approve("S-1001", choice: ConsentChoice(), by: machine.person)
        while await machine.desk.open[request.body.session]?.activated == nil {
            await machine.desk.changes.wait(after: machine.desk.changes.version, atMost: .milliseconds(50))
        }
        await relay.close()
    }

    @Test func `a pull sends what is there, and only what is not held`() async throws {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession()
        let content = Self.content(2_500_000)
        try Data(content).write(to: URL(fileURLWithPath: machine.root + "/log"))
        let operation = try machine.technician.operation(.pull(FilePull(source: ScopePath(machine.root + "/log"))), in: request)
        for held in [false, true] {
            let stream = try await relay.open(BulkCalls.transferPull, machine.opening(operation))
            var reader = RecordReader(stream)
            guard case .manifest(let bytes) = try await reader.transferRecord() else {
                Issue.record("no manifest")
                return
            }
            let manifest = try Manifest(wire: WireManifest(serializedBytes: bytes))
            #expect(manifest.entries.first?.digest == Digest.of(content))
            let state = held ? try #require(BlockSet(ranges: [0..<2], of: 3)) : BlockSet()
            try await stream.send(.state(WireTransferState(state)), end: true)
            var received: [UInt8] = []
            let wanted = content.count - (held ? 2 << 20 : 0)
            while received.count < wanted, let piece = try await reader.content(upTo: wanted - received.count) {
                received += piece.readableBytesView
            }
            #expect(received == Array(content.suffix(wanted)))
            #expect(try await reader.outcome().result == .succeeded)
        }
        #expect(relay.reported == 1)
        await relay.close()
    }

    /// How often a limit of time is tried: other tests share the machine, and one quiet moment shows what the code can do.
    private static let rounds = 5

    @Test func `H44 revoked in mid-file: stopped within 250 ms, nothing left behind, and the outcome says so`() async throws {
        var best = Duration.seconds(3600)
        for _ in 0..<Self.rounds where best >= .milliseconds(250) { best = min(best, try await revokedInMidFile()) }
        #expect(best < .milliseconds(250))
    }

    /// Returns how long the part outlived the revocation.
    private func revokedInMidFile() async throws -> Duration {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession()
        let content = Self.content(4_000_000)
        let (operation, manifest) = try machine.push(content, in: request)
        let stream = try await relay.push(operation, manifest)
        var reader = RecordReader(stream)
        _ = try await reader.state()
        try await stream.send(ByteBuffer(bytes: content.prefix(1_500_000)))
        // The part is there, and the agent waits for more.
        while machine.files().isEmpty { await Task.yield() }
        let began = ContinuousClock.now
        async let revoked = machine.desk.revoke("S-1001", reason: "enough", by: machine.person)
        while !machine.files().isEmpty { await Task.yield() }
        let took = ContinuousClock.now - began
        _ = try await revoked
        let outcome = try await reader.outcome()
        #expect(outcome.result == .failed)
        #expect(outcome.code == "session.revoked")
        #expect(machine.files().isEmpty)
        await relay.close()
        return took
    }

    @Test func `a push that was cut off goes on from what is on the disk`() async throws {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession()
        let content = Self.content(5_000_000)
        let (operation, manifest) = try machine.push(content, in: request)
        let first = try await relay.push(operation, manifest)
        var reader = RecordReader(first)
        _ = try await reader.state()
        try await first.send(ByteBuffer(bytes: content.prefix(3_500_000)))
        let part = machine.root + "/\(PartName(of: Digest.of(content), name: "file"))"
        while (try? FileManager.default.attributesOfItem(atPath: part)[.size] as? Int) ?? 0 < 3_000_000 { await Task.yield() }
        first.reset(.cancelled)
        while machine.desk.parked.count == 0 { await Task.yield() }
        let second = try await relay.push(operation, manifest)
        var again = RecordReader(second)
        let held = try await again.state().blocks(of: Manifest(wire: manifest.manifest).entries[0])
        #expect(held.contains(0) && held.contains(1))
        for range in held.missing(of: 5) {
            let bytes = content[range.lowerBound << 20..<min(range.upperBound << 20, content.count)]
            try await second.send(ByteBuffer(bytes: bytes))
        }
        try await second.finish()
        #expect(try await again.outcome().result == .succeeded)
        #expect(FileManager.default.contents(atPath: machine.root + "/file") == Data(content))
        #expect(machine.files() == ["file"])
        await relay.close()
    }

    @Test func `content, manifest or length that was not signed never gets the file's name (H37)`() async throws {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession()
        let content = Self.content(1_200_000)
        // The relay swaps the content under the same manifest.
        let (swapped, manifest) = try machine.push(content, in: request)
        let stream = try await relay.push(swapped, manifest)
        var reader = RecordReader(stream)
        _ = try await reader.state()
        try await stream.send(ByteBuffer(repeating: 0x90, count: content.count), end: true)
        let outcome = try await reader.outcome()
        #expect(outcome.result == .notPerformed)
        #expect(outcome.code == "file.mismatch")
        // Another manifest under a signed operation.
        let (operation, _) = try machine.push(content, to: "b", in: request)
        let (_, evil) = try machine.push(Self.content(1_200_001), to: "b", in: request)
        var other = RecordReader(try await relay.push(operation, evil))
        #expect(await code { _ = try await other.state() } == "operation.manifest-differs")
        // More bytes than the manifest says.
        let (long, longManifest) = try machine.push(content, to: "c", in: request)
        let longStream = try await relay.push(long, longManifest)
        var third = RecordReader(longStream)
        _ = try await third.state()
        try await longStream.send(ByteBuffer(bytes: content + [1]), end: true)
        #expect(try await third.outcome().code == "file.wrong-size")
        #expect(machine.files().isEmpty)
        await relay.close()
    }

    @Test func `a hostile relay opens transfers of its own: not a byte is written`() async throws {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession(scope: ["push:\(machine.root)/allowed"])
        let own = try CertificateAuthority.create(
            name: "technician", vendor: TestVendor.name, role: .technician, from: machine.vendor.start - .seconds(60),
            to: machine.vendor.start + .seconds(365 * 86_400))
        let forger = try machine.vendor.technician(machine.technician.id, by: own)
        let bystander = try machine.vendor.technician()
        let content = [UInt8](repeating: 1, count: 1000)
        for technician in [forger, bystander] {
            let (operation, manifest) = try machine.push(content, to: "allowed", in: request, by: technician)
            var reader = RecordReader(try await relay.push(operation, manifest))
            #expect(await code { _ = try await reader.state() } != nil)
        }
        for path in ["elsewhere", "allowed/../elsewhere", "/etc/cron.d/x", machine.home.path + "/agent.json"] {
            let failure = await code {
                let (operation, manifest) = try machine.push(content, to: path, in: request)
                var reader = RecordReader(try await relay.push(operation, manifest))
                _ = try await reader.state()
            }
            #expect(failure != nil, "\(path)")
        }
        // A pull operation on the method of a push, and the other way round.
        let pull = try machine.technician.operation(.pull(FilePull(source: ScopePath(machine.root + "/allowed"))), in: request)
        var mixed = RecordReader(try await relay.open(BulkCalls.transferPush, machine.opening(pull)))
        #expect(await code { _ = try await mixed.state() } == "operation.outside-scope")
        #expect(machine.files().isEmpty)
        #expect(try machine.logged().contains("alert.raised"))
        #expect(try await machine.desk.verify().sound)
        await relay.close()
    }

    @Test func `H51 a symbolic link within the root leads nowhere`() async throws {
        let machine = try await TestMachine()
        let outside = machine.directory + "/outside"
        try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: machine.root + "/link", withDestinationPath: outside)
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession()
        let content = [UInt8](repeating: 1, count: 10)
        let (operation, manifest) = try machine.push(content, to: "link/file", in: request)
        let stream = try await relay.push(operation, manifest)
        var reader = RecordReader(stream)
        let outcome = try await reader.outcome()
        #expect(outcome.result == .notPerformed)
        #expect(try FileManager.default.contentsOfDirectory(atPath: outside).isEmpty)
        await relay.close()
    }

    @Test func `an existing file is kept beside the new one`() async throws {
        let machine = try await TestMachine()
        try Data("old".utf8).write(to: URL(fileURLWithPath: machine.root + "/file"))
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession()
        let (operation, manifest) = try machine.push(Array("new".utf8), in: request)
        let stream = try await relay.push(operation, manifest)
        var reader = RecordReader(stream)
        _ = try await reader.state()
        try await stream.send(ByteBuffer(string: "new"), end: true)
        let backup = try #require(try await reader.outcome().files.first?.backup)
        #expect(FileManager.default.contents(atPath: machine.root + "/" + backup) == Data("old".utf8))
        #expect(FileManager.default.contents(atPath: machine.root + "/file") == Data("new".utf8))
        await relay.close()
    }
}
