import AuditLog
import AuditStorage
import Cryptography
import Foundation
import Primitives
import Sessions
import Storage
import Testing

@testable import RelayStorage

@Suite struct AnswerTests {
    let relay: RelayUnderTest
    let key = CallKey(principal: "hamyar://padra/technician/tec_1", family: "session", id: "ses_1")
    let call = Digest.of("call".utf8)

    init() throws {
        relay = try RelayUnderTest()
    }

    private func perform(_ key: CallKey, _ call: Digest) throws -> [UInt8] {
        try relay.database.write { transaction in
            try transaction.answers.once(key, call: call, at: relay.start) {
                let entry = try transaction.audit.append(.alert, payload: [], at: relay.start)
                return Array("answer \(entry.index)".utf8)
            }
        }
    }

    @Test func `H36 the same bytes under one id give the same answer and one effect`() throws {
        let first = try perform(key, call)
        #expect(try perform(key, call) == first)
        #expect(try relay.database.read { try $0.audit.head().size } == 1)
    }

    @Test func `H36 other bytes under one id are a conflict without effect`() throws {
        _ = try perform(key, call)
        #expect(code { try perform(key, Digest.of("other".utf8)) } == .callConflict)
        #expect(try relay.database.read { try $0.audit.head().size } == 1)
    }

    @Test func `ids of different principals and families do not meet`() throws {
        _ = try perform(key, call)
        for other in [
            CallKey(principal: "hamyar://padra/technician/tec_2", family: "session", id: "ses_1"),
            CallKey(principal: key.principal, family: "transfer", id: "ses_1"),
        ] {
            _ = try perform(other, Digest.of("other".utf8))
        }
        #expect(try relay.database.read { try $0.audit.head().size } == 3)
    }

    @Test func `an effect that fails keeps no answer`() throws {
        let failed = code {
            try relay.database.write { try $0.answers.once(key, call: call, at: relay.start) { throw Failure(.storageFull) } }
        }
        #expect(failed == .storageFull)
        #expect(try relay.database.read { try $0.answers.find(key, call: call) } == nil)
    }

    @Test func `answers of a database of before, which were kept for ever, go too`() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("old-\(UUID().uuidString).sqlite").path
        defer { for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) } }
        let old = Schema(
            name: "relay", application: RelaySchema.application, migrations: RelaySchema.migrations.filter { $0.version < 11 })
        do {
            let database = try Database.create(path: path, schema: old)
            try database.write {
                try $0.execute(
                    "INSERT INTO answers VALUES ('p', 'customer', '1', ?, x'01', NULL, ?, NULL)", [call, relay.start])
                try $0.execute(
                    "INSERT INTO answers VALUES ('p', 'session', '2', ?, x'01', 'ses_1', ?, NULL)", [call, relay.start])
            }
            try database.close()
        }
        let database = try Database.open(path: path, schema: RelaySchema.current)
        let last = relay.start + Answers.unboundRetention
        #expect(try database.write { try $0.answers.sweep(at: last - .milliseconds(1)) } == 0)
        #expect(try database.write { try $0.answers.sweep(at: last) } == 1)
    }

    @Test func `answers of a session go seven days after its end, others thirty days after they were given`() throws {
        let session = SessionID.random()
        _ = try perform(CallKey(principal: "p", family: "customer", id: "1"), call)
        try relay.database.write {
            try $0.answers.store(key, call: call, answer: [1], session: session, at: relay.start)
            try $0.answers.sessionEnded(session, at: relay.start)
        }
        let end = relay.start + Answers.retention
        #expect(try relay.database.write { try $0.answers.sweep(at: end - .milliseconds(1)) } == 0)
        #expect(try relay.database.write { try $0.answers.sweep(at: end) } == 1)
        #expect(try relay.database.read { try $0.value("SELECT count(*) FROM answers") } == 1)
        let last = relay.start + Answers.unboundRetention
        #expect(try relay.database.write { try $0.answers.sweep(at: last - .milliseconds(1)) } == 0)
        #expect(try relay.database.write { try $0.answers.sweep(at: last) } == 1)
    }
}
