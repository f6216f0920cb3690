import AgentStorage
import Cryptography
import FileTransfer
import Foundation
import Messages
import Multiplexing
import NIOCore
import Primitives
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf
import Testing
import TransferRecords
import Transport

@testable import Agent

/// Directories, and pushes that are cut off, over real sockets.
@Suite(.timeLimit(.minutes(10))) struct TreeTransferTests {
    /// A technician's directory, and what is made of it.
    private struct Source {
        let path: String
        let tree: OutgoingTree
        let manifest: Manifest
        let signed: SignedManifest

        init(_ path: String, rules: TreeRules = TreeRules(allowsHardLinks: true)) throws {
            self.path = path
            tree = try OutgoingTree(directory: ConfinedDirectory(opening: path), rules: rules)
            manifest = try #require(try tree.manifests().first)
            signed = try SignedManifest(manifest.wire)
        }
    }

    private static func content(_ count: Int, seed: UInt64 = 0x9e37_79b9) -> Data {
        var value = seed
        var bytes = Data(capacity: count + 8)
        while bytes.count < count {
            value = value &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            withUnsafeBytes(of: value >> 8) { bytes.append(contentsOf: $0.prefix(7)) }
        }
        return bytes.prefix(count)
    }

    private static func directory(_ machine: TestMachine) throws -> String {
        let path = machine.directory + "/source"
        try FileManager.default.createDirectory(atPath: path + "/گزارش‌ها/خالی", withIntermediateDirectories: true)
        try content(2_500_000).write(to: URL(fileURLWithPath: path + "/big"))
        for number in 0..<50 {
            try Data("فایل \(number)".utf8).write(to: URL(fileURLWithPath: path + "/گزارش‌ها/\(number).txt"))
        }
        try FileManager.default.createSymbolicLink(atPath: path + "/link", withDestinationPath: "big")
        try FileManager.default.createSymbolicLink(atPath: path + "/out", withDestinationPath: "/etc/passwd")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o750, .modificationDate: Date(timeIntervalSince1970: 1_600_000_000)],
            ofItemAtPath: path + "/گزارش‌ها/خالی")
        return path
    }

    private func operation(
        _ source: Source, to name: String, _ machine: TestMachine, in request: SignedObject<Request>,
        overwrite: Sessions.OverwriteRule = .backup, deletes: Bool = false, dryRun: Bool = false
    ) throws -> SignedObject<Sessions.Operation> {
        try machine.technician.operation(
            .push(
                FilePush(
                    manifest: source.signed.digest, destination: ScopePath("\(machine.root)/\(name)"), overwrite: overwrite,
                    size: UInt64(source.manifest.totalSize), isTree: true, deletesExtraneous: deletes, isDryRun: dryRun)),
            in: request)
    }

    /// What the machine says before the content.
    private func answer(
        _ reader: inout RecordReader, _ source: Source
    ) async throws -> (held: [BlockSet], signatures: [Int: ChunkSignature]) {
        var signatures = SignatureReader(source.manifest)
        while true {
            switch try await reader.transferRecord() {
            case .signature(let record): try signatures.add(record)
            case .state(let state): return (try state.blocks(of: source.manifest), try signatures.finished())
            case .error(let failure): throw failure
            default: throw Failure(.messageInvalid)
            }
        }
    }

    /// One whole push. Returns the outcome and how many bytes of content travelled.
    private func push(
        _ source: Source, _ operation: SignedObject<Sessions.Operation>, _ machine: TestMachine, _ relay: PlayedRelay
    ) async throws -> (WireOutcome, Int) {
        let stream = try await relay.push(operation, source.signed)
        var reader = RecordReader(stream)
        let (held, signatures) = try await answer(&reader, source)
        let content = OutgoingContent(source.tree, source.manifest, held: held, signatures: signatures)
        var sent = 0
        while let piece = try Self.next(content, 1 << 20) {
            try await stream.send(piece)
            sent += piece.readableBytes
        }
        try await stream.finish()
        return (try await reader.outcome(), sent)
    }

    private static func next(_ content: OutgoingContent, _ limit: Int) throws -> ByteBuffer? {
        var buffer = ByteBuffer()
        try buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: limit) { memory in
            try content.read(into: UnsafeMutableRawBufferPointer(rebasing: memory.prefix(limit)))
        }
        return buffer.readableBytes > 0 ? buffer : nil
    }

    private func difference(_ left: String, _ right: String) throws -> String {
        let diff = Process()
        diff.executableURL = URL(fileURLWithPath: "/usr/bin/diff")
        diff.arguments = ["-r", "--no-dereference", left, right]
        let pipe = Pipe()
        diff.standardOutput = pipe
        try diff.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        diff.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }

    @Test func `a directory arrives as it is; the second time nothing travels; the same signature has one effect (H36)`()
        async throws
    {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession()
        let source = try Source(Self.directory(machine))
        let first = try operation(source, to: "app", machine, in: request)
        let (outcome, sent) = try await push(source, first, machine, relay)
        #expect(outcome.result == .succeeded)
        #expect(outcome.counts.written == 52 && outcome.manifest == Data(source.signed.digest.bytes))
        #expect(sent == Int(source.manifest.totalSize))
        #expect(try difference(source.path, machine.root + "/app") == "Only in \(source.path): out\n")
        let attributes = try FileManager.default.attributesOfItem(atPath: machine.root + "/app/گزارش‌ها/خالی")
        #expect(attributes[.posixPermissions] as? Int == 0o750)
        #expect(attributes[.modificationDate] as? Date == Date(timeIntervalSince1970: 1_600_000_000))
        // The same operation: the stored answer, and nothing is touched.
        unlink(machine.root + "/app/big")
        #expect(try await push(source, first, machine, relay).0 == outcome)
        #expect(!FileManager.default.fileExists(atPath: machine.root + "/app/big"))
        // Another operation of the same content: only what is not there.
        let (again, resent) = try await push(
            source, operation(source, to: "app", machine, in: request), machine, relay)
        #expect(again.counts.unchanged == 51 && again.counts.written == 1 && resent == 2_500_000)
        await relay.close()
    }

    @Test func `a dry run says what would be done, and does nothing; an older version lends its chunks; what is extraneous goes`()
        async throws
    {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession(scope: ["push:\(machine.root)", "delete:\(machine.root)"])
        let path = try Self.directory(machine)
        let old = try Source(path)
        _ = try await push(old, operation(old, to: "app", machine, in: request), machine, relay)
        var content = Self.content(2_500_000)
        content.insert(contentsOf: Data("new".utf8), at: 100)
        try content.write(to: URL(fileURLWithPath: path + "/big"))
        unlink(path + "/گزارش‌ها/7.txt")
        let source = try Source(path)
        let dry = try operation(source, to: "app", machine, in: request, deletes: true, dryRun: true)
        let stream = try await relay.push(dry, source.signed)
        var reader = RecordReader(stream)
        guard case .preview(let preview) = try await reader.transferRecord() else {
            Issue.record("no preview")
            return
        }
        #expect(preview.items.filter { $0.action == .replace }.map(\.path) == ["big"])
        #expect(preview.items.filter { $0.action == .delete }.map(\.path) == ["گزارش‌ها/7.txt"])
        let answer = try await reader.outcome()
        #expect(answer.result == .notPerformed && answer.code == "operation.dry-run")
        #expect(FileManager.default.contents(atPath: machine.root + "/app/big") == Self.content(2_500_000))
        let (outcome, sent) = try await push(
            source, operation(source, to: "app", machine, in: request, overwrite: .replace, deletes: true), machine, relay)
        #expect(outcome.result == .succeeded && outcome.counts.deleted == 1 && outcome.counts.written == 1)
        #expect(sent < 100_000, "\(sent) bytes for three new ones")
        #expect(try difference(path, machine.root + "/app") == "Only in \(path): out\n")
        await relay.close()
    }

    @Test func `H46 a push that breaks fifteen times sends no block again that had reached the disk`() async throws {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession()
        let path = machine.directory + "/source"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Self.content(40 << 20).write(to: URL(fileURLWithPath: path + "/big"))
        let source = try Source(path)
        let operation = try operation(source, to: "app", machine, in: request)
        var breaks = 0
        var sent = 0
        var held = BlockSet()
        while true {
            // Every fifth time the agent is killed: then the parts are read, else memory goes on.
            if breaks % 5 == 4 {
                machine.desk.parked.dropAll()
            }
            let stream = try await relay.push(operation, source.signed)
            var reader = RecordReader(stream)
            let now = try await answer(&reader, source).held[0]
            // What was there is there, and at least what was whole at the break.
            #expect(held.ranges.allSatisfy { $0.allSatisfy(now.contains) })
            held = now
            let missing = held.missing(of: 40)
            guard breaks < 15, missing.reduce(0, { $0 + $1.count }) > 3 else {
                let content = OutgoingContent(source.tree, source.manifest, held: [held])
                while let piece = try Self.next(content, 1 << 20) {
                    try await stream.send(piece)
                    sent += piece.readableBytes
                }
                try await stream.finish()
                #expect(try await reader.outcome().result == .succeeded)
                break
            }
            // Two blocks and a half, then the way breaks when they have arrived.
            let content = OutgoingContent(source.tree, source.manifest, held: [held])
            let first = try #require(try Self.next(content, (2 << 20) + (1 << 19)))
            try await stream.send(first)
            sent += first.readableBytes
            let part = machine.root + "/app/\(PartName(of: source.manifest.entries[0].digest, name: "big"))"
            let next = Int(source.manifest.entries[0].byteRange(ofBlock: missing[0].lowerBound).lowerBound) + (2 << 20)
            while (try? FileManager.default.attributesOfItem(atPath: part)[.size] as? Int) ?? 0 < next { await Task.yield() }
            stream.reset(.cancelled)
            while machine.desk.parked.count == 0 { await Task.yield() }
            breaks += 1
        }
        #expect(breaks == 15)
        // Only the halves that were under way travel twice.
        #expect(sent <= (40 << 20) + breaks * (1 << 20), "\(sent) bytes")
        #expect(FileManager.default.contents(atPath: machine.root + "/app/big") == Self.content(40 << 20))
        #expect(try machine.logged().filter { $0 == "operation.intent" }.count == 1)
        await relay.close()
    }

    /// A push of which two and a half blocks of four arrived.
    private func broken(
        _ source: Source, _ machine: TestMachine, _ relay: PlayedRelay, in request: SignedObject<Request>
    ) async throws -> (PeerStream, String) {
        let stream = try await relay.push(operation(source, to: "app", machine, in: request), source.signed)
        var reader = RecordReader(stream)
        _ = try await answer(&reader, source)
        let content = OutgoingContent(source.tree, source.manifest, held: [])
        try await stream.send(#require(try Self.next(content, (2 << 20) + (1 << 19))))
        let part = machine.root + "/app/\(PartName(of: source.manifest.entries[0].digest, name: "big"))"
        while (try? FileManager.default.attributesOfItem(atPath: part)[.size] as? Int) ?? 0 < 2 << 20 { await Task.yield() }
        return (stream, part)
    }

    private func fourBlocks(_ machine: TestMachine) throws -> Source {
        let path = machine.directory + "/source"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Self.content(4 << 20).write(to: URL(fileURLWithPath: path + "/big"))
        return try Source(path)
    }

    @Test func `a session that ended leaves what arrived, and the same push under a new one sends only the rest`() async throws {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession()
        let source = try fourBlocks(machine)
        let (stream, part) = try await broken(source, machine, relay, in: request)
        let end = try machine.technician.end(request)
        _ = try await machine.desk.ended(
            WireSessionEnded.with {
                $0.session = request.body.session.description
                $0.end = end.message.wire
            })
        var reader = RecordReader(stream)
        #expect(try await reader.outcome().code == "session.ended")
        #expect(FileManager.default.fileExists(atPath: part))
        // Days later.
        let second = try await machine.offered(number: "S-1002")
        _ = try await machine.desk.approve("S-1002", choice: ConsentChoice(), by: machine.person)
        while await machine.desk.open[second.body.session]?.activated == nil {
            await machine.desk.changes.wait(after: machine.desk.changes.version, atMost: .milliseconds(50))
        }
        let (outcome, sent) = try await push(source, operation(source, to: "app", machine, in: second), machine, relay)
        #expect(outcome.result == .succeeded)
        #expect(sent == 2 << 20)
        #expect(!FileManager.default.fileExists(atPath: part))
        let left = try await machine.core.journal.database.read { try $0.unfinished.all(of: second.body.session) }
        #expect(left.isEmpty)
        await relay.close()
    }

    @Test func `a revocation takes away at once what a push left that is cut off`() async throws {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession()
        let source = try fourBlocks(machine)
        let (stream, part) = try await broken(source, machine, relay, in: request)
        stream.reset(.cancelled)
        while machine.desk.parked.count == 0 { await Task.yield() }
        #expect(FileManager.default.fileExists(atPath: part))
        _ = try await machine.desk.revoke("S-1001", reason: "enough", by: machine.person)
        while FileManager.default.fileExists(atPath: part) { await Task.yield() }
        #expect(machine.desk.parked.count == 0)
        await relay.close()
    }

    @Test func `parts go 14 days after they were touched, and stay until then`() async throws {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession()
        let source = try fourBlocks(machine)
        let (stream, part) = try await broken(source, machine, relay, in: request)
        stream.reset(.cancelled)
        while machine.desk.parked.count == 0 { await Task.yield() }
        machine.desk.parked.dropAll()
        machine.clock.advance(.seconds(13 * 86_400))
        await machine.desk.leftovers.removeOverdue()
        #expect(FileManager.default.fileExists(atPath: part))
        machine.clock.advance(.seconds(86_400))
        await machine.desk.leftovers.removeOverdue()
        #expect(!FileManager.default.fileExists(atPath: part))
        await relay.close()
    }

    @Test func `a tree counts the files that change against the grant's bytes, not those that are there already`() async throws {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession(bytes: 5 << 20)
        var source = try fourBlocks(machine)
        let first = try await push(source, operation(source, to: "app", machine, in: request), machine, relay).0
        #expect(first.result == .succeeded && first.bytes == 4 << 20)
        try Data("small".utf8).write(to: URL(fileURLWithPath: source.path + "/small"))
        source = try Source(source.path)
        let second = try await push(source, operation(source, to: "app", machine, in: request), machine, relay).0
        #expect(second.result == .succeeded && second.bytes == 5)
        // The whole of a file that changes counts, however little of it travels.
        try Self.content(4 << 20, seed: 3).write(to: URL(fileURLWithPath: source.path + "/big"))
        source = try Source(source.path)
        let third = source
        #expect(
            await code { _ = try await push(third, operation(third, to: "app", machine, in: request), machine, relay) }
                == "operation.too-many-bytes")
        #expect(FileManager.default.contents(atPath: machine.root + "/app/big") == Self.content(4 << 20))
        #expect(machine.files() == ["app", "app/big", "app/small"])
        await relay.close()
    }

    @Test func `H44 a tree whose grant is taken back in the middle leaves nothing behind`() async throws {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession()
        let source = try fourBlocks(machine)
        let (stream, _) = try await broken(source, machine, relay, in: request)
        _ = try await machine.desk.revoke("S-1001", reason: "enough", by: machine.person)
        var reader = RecordReader(stream)
        #expect(try await reader.outcome().code == "session.revoked")
        #expect(machine.files() == [])
        await relay.close()
    }

    @Test(arguments: [false, true])
    func `H44 the directory that a push made goes with a revocation after a kill, one that was there stays`(
        isThere: Bool
    ) async throws {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession()
        if isThere { try FileManager.default.createDirectory(atPath: machine.root + "/app", withIntermediateDirectories: true) }
        let source = try fourBlocks(machine)
        let (stream, part) = try await broken(source, machine, relay, in: request)
        stream.reset(.cancelled)
        while machine.desk.parked.count == 0 { await Task.yield() }
        machine.desk.parked.dropAll()
        #expect(FileManager.default.fileExists(atPath: part))
        _ = try await machine.desk.revoke("S-1001", reason: "enough", by: machine.person)
        while machine.files() != (isThere ? ["app"] : []) { await Task.yield() }
        await relay.close()
    }

    @Test func `H52 a pulled directory is what the rules take of it, and no more than the grant`() async throws {
        let machine = try await TestMachine()
        let path = try Self.directory(machine)
        try FileManager.default.moveItem(atPath: path, toPath: machine.root + "/app")
        mkfifo(machine.root + "/app/fifo", 0o600)
        let relay = try await PlayedRelay(machine)
        let request = try await relay.activeSession()
        let operation = try machine.technician.operation(
            .pull(FilePull(source: ScopePath(machine.root + "/app"), isTree: true, exclude: ["1*.txt"])), in: request)
        let stream = try await relay.open(BulkCalls.transferPull, machine.opening(operation))
        var reader = RecordReader(stream)
        guard case .manifest(let bytes) = try await reader.transferRecord() else {
            Issue.record("no manifest")
            return
        }
        let manifest = try Manifest(wire: WireManifest(serializedBytes: bytes))
        #expect(manifest.entries.map(\.path).filter { !$0.hasSuffix(".txt") } == ["big", "link", "گزارش‌ها", "گزارش‌ها/خالی"])
        #expect(manifest.entries.count { $0.path.hasSuffix(".txt") } == 39)
        let target = machine.directory + "/back"
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        let tree = try IncomingTree(manifest, at: .directory(ConfinedDirectory(opening: target)))
        try await stream.send(.state(WireTransferState(tree.held)), end: true)
        while !tree.isComplete, let piece = try await reader.content(upTo: Int(tree.missingSize)) {
            try piece.withUnsafeReadableBytes { try tree.write($0) }
        }
        #expect(try await reader.outcome().manifest == Data(Digest.of(bytes).bytes))
        _ = try tree.finish(at: machine.clock.now)
        #expect(FileManager.default.contents(atPath: target + "/big") == Self.content(2_500_000))
        await relay.close()
    }
}
