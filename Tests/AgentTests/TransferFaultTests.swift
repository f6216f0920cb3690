import Cryptography
import FileTransfer
import Foundation
import Glibc
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

/// Sources that change, parts that were tampered with, and what is no file, over real sockets.
@Suite(.timeLimit(.minutes(10))) struct TransferFaultTests {
    private static func content(_ count: Int) -> [UInt8] {
        var value: UInt64 = 0x9e37_79b9
        return (0..<count).map { _ in
            value = value &* 6_364_136_223_846_793_005 &+ 1
            return UInt8(truncatingIfNeeded: value >> 33)
        }
    }

    private func pull(
        _ path: String, isTree: Bool, _ machine: TestMachine, _ relay: PlayedRelay, in request: SignedObject<Request>
    ) async throws -> (PeerStream, RecordReader, Manifest) {
        let operation = try machine.technician.operation(
            .pull(FilePull(source: ScopePath(path), isTree: isTree)), in: request)
        return try await pull(operation, machine, relay)
    }

    private func pull(
        _ operation: SignedObject<Sessions.Operation>, _ machine: TestMachine, _ relay: PlayedRelay
    ) async throws -> (PeerStream, RecordReader, Manifest) {
        let stream = try await relay.open(BulkCalls.transferPull, machine.opening(operation))
        var reader = RecordReader(stream)
        guard case .manifest(let bytes) = try await reader.transferRecord() else { throw Failure(.messageInvalid) }
        return (stream, reader, try Manifest(wire: WireManifest(serializedBytes: bytes)))
    }

    /// A push of a whole directory to `name` beneath the root.
    private func push(
        _ manifest: Manifest, _ content: [UInt8], to name: String, _ machine: TestMachine, _ relay: PlayedRelay,
        in request: SignedObject<Request>
    ) async throws -> WireOutcome {
        let signed = try SignedManifest(manifest.wire)
        let operation = try machine.technician.operation(
            .push(
                FilePush(
                    manifest: signed.digest, destination: ScopePath("\(machine.root)/\(name)"), overwrite: .backup,
                    size: UInt64(manifest.totalSize), isTree: true)),
            in: request)
        let stream = try await relay.push(operation, signed)
        var reader = RecordReader(stream)
        _ = try await reader.state()
        if !content.isEmpty { try await stream.send(ByteBuffer(bytes: content)) }
        try await stream.finish()
        return try await reader.outcome()
    }

    private static func mode(_ path: String) throws -> UInt32 {
        var status = stat()
        try #require(lstat(path, &status) == 0)
        return status.st_mode & 0o7777
    }

    @Test func `H54 a pulled file that changes after its digests were made: the machine signs no success`() async throws {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession()
        let content = Self.content(2_500_000)
        try Data(content).write(to: URL(fileURLWithPath: machine.root + "/log"))
        let operation = try machine.technician.operation(.pull(FilePull(source: ScopePath(machine.root + "/log"))), in: request)
        var (stream, reader, manifest) = try await pull(operation, machine, relay)
        #expect(manifest.entries.first?.digest == Digest.of(content))
        usleep(20_000)  // The kernel's file times advance in ticks of up to 10 ms.
        let file = try #require(FileHandle(forWritingAtPath: machine.root + "/log"))
        try file.seek(toOffset: 2_400_000)
        try file.write(contentsOf: Data([content[2_400_000] ^ 1]))
        try file.close()
        try await stream.send(.state(WireTransferState(BlockSet())), end: true)
        // Cut short, so that nobody takes it for whole; the same operation, asked again, has the signed answer.
        var received: [UInt8] = []
        while let piece = try await reader.content(upTo: content.count) { received += piece.readableBytesView }
        #expect(received.count < content.count)
        var again = RecordReader(try await relay.open(BulkCalls.transferPull, machine.opening(operation)))
        let outcome = try await again.outcome()
        #expect(outcome.result != .succeeded)
        #expect(outcome.code == "file.changed")
        await relay.close()
    }

    @Test func `H54 a pushed file that changes after its digests were made is noticed at both ends`() async throws {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession()
        let path = machine.directory + "/source"
        var content = Self.content(2_500_000)
        try Data(content).write(to: URL(fileURLWithPath: path))
        let tree = try OutgoingTree(file: ConfinedPlace(trusting: path), named: "file")
        let manifest = try #require(try tree.manifests().first)
        let (operation, signed) = try machine.push(content, in: request)
        #expect(try Manifest(wire: signed.manifest).entries[0].digest == manifest.entries[0].digest)
        usleep(20_000)  // As above.
        content[2_400_000] ^= 1
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.write(contentsOf: Data(content))
        try file.close()
        // The technician's own end.
        let outgoing = OutgoingContent(tree, manifest, held: [])
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        let noticed = await code {
            while try buffer.withUnsafeMutableBytes({ try outgoing.read(into: $0) }) > 0 {}
        }
        #expect(noticed == "file.changed")
        // The machine's, where they come nevertheless.
        let stream = try await relay.push(operation, signed)
        var reader = RecordReader(stream)
        _ = try await reader.state()
        try await stream.send(ByteBuffer(bytes: content), end: true)
        #expect(try await reader.outcome().code == "file.mismatch")
        #expect(machine.files().isEmpty)
        await relay.close()
    }

    @Test(arguments: ["longer", "changed", "both"]) func `H55 a part that is not what it was starts over`(how: String)
        async throws
    {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession()
        let content = Self.content(4_000_000)
        let (operation, manifest) = try machine.push(content, in: request)
        let first = try await relay.push(operation, manifest)
        var reader = RecordReader(first)
        _ = try await reader.state()
        try await first.send(ByteBuffer(bytes: content.prefix(3_500_000)))
        let part = machine.root + "/\(PartName(of: Digest.of(content), name: "file"))"
        while (try? FileManager.default.attributesOfItem(atPath: part)[.size] as? Int) ?? 0 < 3 << 20 { await Task.yield() }
        first.reset(.cancelled)
        while machine.desk.parked.count == 0 { await Task.yield() }
        // As after a kill: the next attempt knows only what it reads.
        machine.desk.parked.dropAll()
        let file = try #require(FileHandle(forWritingAtPath: part))
        if how != "longer" { try file.write(contentsOf: Data([content[0] ^ 1])) }
        if how != "changed" {
            try file.seek(toOffset: UInt64(content.count))
            try file.write(contentsOf: Data(repeating: 7, count: 3_000_000))
        }
        try file.close()
        let second = try await relay.push(operation, manifest)
        var again = RecordReader(second)
        let entry = try Manifest(wire: manifest.manifest).entries[0]
        let held = try await again.state().blocks(of: entry)
        if how != "longer" { #expect(!held.contains(0)) }
        // The last block never came, whatever is in its place.
        #expect(!held.contains(3))
        for range in held.missing(of: 4) {
            try await second.send(
                ByteBuffer(bytes: content[range.lowerBound << 20..<min(range.upperBound << 20, content.count)]))
        }
        try await second.finish()
        #expect(try await again.outcome().result == .succeeded)
        #expect(FileManager.default.contents(atPath: machine.root + "/file") == Data(content))
        #expect(machine.files() == ["file"])
        await relay.close()
    }

    @Test func `H52 a FIFO, a socket and a device of a pulled directory are left out, and setuid does not travel`() async throws {
        let machine = try await TestMachine()
        let path = machine.root + "/app"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Data([1]).write(to: URL(fileURLWithPath: path + "/tool"))
        try #require(chmod(path + "/tool", 0o4755) == 0)
        try #require(mkfifo(path + "/fifo", 0o600) == 0)
        try #require(mknod(path + "/socket", S_IFSOCK | 0o600, 0) == 0)
        // Only root may make a device; major 1, minor 3.
        _ = mknod(path + "/null", S_IFCHR | 0o600, 1 << 8 | 3)
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession()
        let (stream, _, manifest) = try await pull(path, isTree: true, machine, relay, in: request)
        #expect(manifest.entries.map(\.path) == ["tool"])
        #expect(manifest.entries.map(\.mode) == [0o755])
        // Who does not say that they read it is not told.
        #expect(manifest.leftOut.isEmpty && manifest.leftOutCount == 0)
        stream.reset(.cancelled)
        let again = try machine.technician.operation(.pull(FilePull(source: ScopePath(path), isTree: true)), in: request)
        var opening = machine.opening(again)
        opening.readsLeftOut = true
        let told = try await relay.open(BulkCalls.transferPull, opening)
        var reader = RecordReader(told)
        guard case .manifest(let bytes) = try await reader.transferRecord() else { throw Failure(.messageInvalid) }
        let full = try Manifest(wire: WireManifest(serializedBytes: bytes))
        #expect(full.entries == manifest.entries)
        #expect(Set(full.leftOut.map(\.path)).isSuperset(of: ["fifo", "socket"]))
        #expect(full.leftOut.allSatisfy { $0.reason == .special } && full.leftOutCount == full.leftOut.count)
        try await told.send(.state(WireTransferState([])), end: true)
        var content: [UInt8] = []
        while content.isEmpty, let piece = try await reader.content(upTo: 1) { content += piece.readableBytesView }
        #expect(content == [1])
        #expect(try await reader.outcome().manifest == Data(Digest.of(bytes).bytes))
        await relay.close()
    }

    @Test func `H52 setuid, setgid and sticky of a pushed directory do not arrive`() async throws {
        let machine = try await TestMachine()
        let path = machine.directory + "/source"
        try FileManager.default.createDirectory(atPath: path + "/shared", withIntermediateDirectories: true)
        try Data([1]).write(to: URL(fileURLWithPath: path + "/tool"))
        try #require(chmod(path + "/tool", 0o6755) == 0 && chmod(path + "/shared", 0o1777) == 0)
        let tree = try OutgoingTree(directory: ConfinedDirectory(opening: path))
        var manifest = try #require(try tree.manifests().first)
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession()
        #expect(try await push(manifest, [1], to: "app", machine, relay, in: request).result == .succeeded)
        #expect(try Self.mode(machine.root + "/app/tool") == 0o755)
        #expect(try Self.mode(machine.root + "/app/shared") == 0o777)
        // A technician's program that signs over them nevertheless.
        manifest.entries[1].mode = 0o4755
        let forged = manifest
        #expect(
            await code { _ = try await push(forged, [1], to: "evil", machine, relay, in: request) } == "manifest.malformed")
        #expect(!FileManager.default.fileExists(atPath: machine.root + "/evil"))
        await relay.close()
    }

    @Test func `an empty directory arrives, and is pulled as one`() async throws {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession()
        let outcome = try await push(Manifest(entries: []), [], to: "new/empty", machine, relay, in: request)
        #expect(outcome.result == .succeeded && outcome.counts.written == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: machine.root + "/new/empty").isEmpty)
        let (stream, reader, manifest) = try await pull(machine.root + "/new/empty", isTree: true, machine, relay, in: request)
        #expect(manifest.entries.isEmpty)
        try await stream.send(.state(WireTransferState([])), end: true)
        var records = reader
        #expect(try await records.outcome().result == .succeeded)
        await relay.close()
    }
}

@Suite struct ParkedPushTests {
    @Test func `of more pushes than are kept the oldest gives way`() {
        let parked = ParkedPushes()
        let operations = (0...ParkedPushes.limit).map { _ in OperationID.random() }
        for operation in operations { parked.park(TreeWriter(), operation: operation, session: .random()) }
        #expect(parked.count == ParkedPushes.limit)
        #expect(parked.take(operations[0]) == nil)
        #expect(parked.take(operations[1]) != nil)
        #expect(parked.count == ParkedPushes.limit - 1)
    }

    @Test(.timeLimit(.minutes(10))) func `what nobody goes on with is let go after its time`() async {
        let parked = ParkedPushes(time: .milliseconds(20))
        let operation = OperationID.random()
        parked.park(TreeWriter(), operation: operation, session: .random())
        while parked.count > 0 { await Task.yield() }
        #expect(parked.take(operation) == nil)
        #expect(ParkedPushes.time == .seconds(600))
    }
}
