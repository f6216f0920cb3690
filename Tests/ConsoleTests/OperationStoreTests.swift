import Cryptography
import DurableFiles
import Foundation
import Messages
import Primitives
import Sessions
import SignedObjects
import Testing

@testable import Console

@Suite struct OperationStoreTests {
    private let desk: Desk
    private let facts: SessionFacts
    private let key: OperationKey

    init() throws {
        desk = try Desk()
        facts = try desk.facts()
        key = .pull(session: facts.view.session, source: "/srv/app/log", target: "/tmp/log")
    }

    /// A new one each time, as a process that was started again has it.
    private var store: OperationStore { OperationStore(desk.home, identity: desk.technician) }

    private func take(at time: Timestamp = Desk.now, manifest: Digest? = nil) throws -> SignedObject<Sessions.Operation> {
        let made = try desk.operation(facts, manifest: manifest)
        return try store.operation(for: key, at: time, fits: { $0.work == made.work }, make: { made })
    }

    @Test func `the same command after a kill is the same operation, byte for byte`() throws {
        let first = try take()
        let second = try take()
        #expect(try first.message.bytes == second.message.bytes)
        #expect(first.digest == second.digest)
    }

    @Test func `an operation is on the disk, for its owner alone, before anybody can send it`() throws {
        _ = try take()
        let names = try FileManager.default.contentsOfDirectory(atPath: desk.home.operationsPath)
        #expect(names == [try key.name()])
        let path = desk.home.operationsPath + "/" + names[0]
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func `another content is another operation`() throws {
        let first = try take(manifest: Digest.of([1]))
        let second = try take(manifest: Digest.of([2]))
        #expect(first.body.operation != second.body.operation)
    }

    @Test func `an operation whose time is over is not sent again`() throws {
        let first = try take()
        let late = try take(at: first.body.notAfter)
        #expect(first.body.operation != late.body.operation)
    }

    @Test func `a verified outcome ends it`() throws {
        let first = try take()
        try store.finish(key)
        #expect(try FileManager.default.contentsOfDirectory(atPath: desk.home.operationsPath) == [])
        #expect(try take().body.operation != first.body.operation)
    }

    @Test func `an ended session, and time, clear away what is left`() throws {
        _ = try take()
        try store.prune(ended: .random(), at: Desk.now)
        #expect(try FileManager.default.contentsOfDirectory(atPath: desk.home.operationsPath).count == 1)
        try store.prune(ended: facts.request.body.session, at: Desk.now)
        #expect(try FileManager.default.contentsOfDirectory(atPath: desk.home.operationsPath) == [])
        let operation = try take()
        try store.prune(at: operation.body.notAfter)
        #expect(try FileManager.default.contentsOfDirectory(atPath: desk.home.operationsPath) == [])
    }

    @Test(arguments: [[UInt8](), [0x0a], Array("not an operation".utf8)])
    func `a damaged file is replaced`(bytes: [UInt8]) throws {
        _ = try take()
        try DurableFile(desk.home.operationsPath + "/" + key.name()).replace(with: bytes)
        let fresh = try take()
        #expect(try take().digest == fresh.digest)
    }

    @Test func `an operation that another key signed is not sent`() throws {
        let other = try Desk.identity(desk.authorities, .technician, desk.technicianID.description)
        let foreign = try OperationStore(desk.home, identity: other).operation(
            for: key, at: Desk.now, fits: { _ in true }, make: { try desk.operation(facts) })
        #expect(try take().body.operation != foreign.body.operation)
    }

    @Test func `another destination, session, file or rule is another piece of work`() throws {
        func push(
            _ session: String = "a", _ source: String = "/tmp/a", _ destination: String = "/srv/a", overwrite: String = "backup",
            deletes: Bool = false, manifest: String = "1"
        ) -> OperationKey {
            .push(
                session: session, source: source, destination: destination, overwrite: overwrite, deletes: deletes,
                manifest: manifest)
        }
        let names = try [
            push(), push("b"), push("a", "/tmp/b"), push("a", "/tmp/a", "/srv/b"), push(overwrite: "refuse"), push(deletes: true),
            push(manifest: "2"), .pull(session: "a", source: "/srv/a", target: "/tmp/a"),
            .pullTree(session: "a", source: "/srv/a", target: "/tmp/a", include: [], exclude: [], links: "keep"),
            .pullTree(session: "a", source: "/srv/a", target: "/tmp/a", include: ["*.log"], exclude: [], links: "keep"),
        ].map { try $0.name() }
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { Digest(hexadecimal: $0) != nil })
    }
}
