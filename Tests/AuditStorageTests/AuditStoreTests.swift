import AuditLog
import Cryptography
import Primitives
import Storage
import Testing

@testable import AuditStorage

@Suite struct AuditStoreTests {
    let log: LogUnderTest

    init() throws {
        log = try LogUnderTest()
    }

    @Test func `entry and state are one transaction: a rollback leaves both untouched`() throws {
        try log.fill(2)
        let before = try log.database.read { try $0.audit.head() }
        #expect(throws: Failure.self) {
            try log.database.write { transaction in
                try transaction.execute("INSERT INTO state VALUES (7)")
                try transaction.audit.append(.sessionEnded, payload: [1], at: Timestamp(milliseconds: 5))
                throw Failure(.storageFull)
            }
        }
        #expect(try log.database.read { try $0.audit.head() } == before)
        #expect(try log.database.read { try $0.value("SELECT count(*) FROM state") } == 2)
        #expect(try log.verify() == AuditVerification(entries: 2, finding: nil))
    }

    @Test func `D4 where the entry cannot be written, the state is not either`() throws {
        try log.fill(1)
        #expect(throws: Failure.self) {
            try log.database.write { transaction in
                try transaction.execute("INSERT INTO state VALUES (7)")
                let tooMuch = [UInt8](repeating: 0, count: AuditEntry.payloadBytes + 1)
                try transaction.audit.append(.sessionEnded, payload: tooMuch, at: Timestamp(milliseconds: 5))
            }
        }
        try log.tamper("DELETE FROM audit_head;")
        #expect(throws: Failure.self) {
            try log.database.write { transaction in
                try transaction.execute("INSERT INTO state VALUES (8)")
                try transaction.audit.append(.sessionEnded, payload: [], at: Timestamp(milliseconds: 5))
            }
        }
        #expect(try log.database.read { try $0.value("SELECT count(*) FROM state") } == 1)
    }

    @Test func `the root is that of the leaves by the definition`() throws {
        try log.fill(13)
        let stored = try log.database.read { try $0.audit.entries() }
        #expect(stored.map(\.entry.index) == Array(0..<13))
        let newest = try #require(try log.database.read { try $0.audit.newestCheckpoint() })
        #expect(newest.checkpoint.root == MerkleTree.root(of: stored.map(\.leaf)))
        #expect(newest.checkpoint.size == 13)
        #expect(log.isSigned(newest))
    }

    @Test func `reading is by index, count and session`() throws {
        try log.fill(9)
        #expect(try indices(from: 7) == [7, 8])
        #expect(try indices(from: 2, count: 2) == [2, 3])
        #expect(try indices(session: "ses_1") == [1, 4, 7])
        #expect(try indices(from: .max) == [])
        #expect(try indices(count: -1) == [])
    }

    @Test func `one reading is no longer than its limit`() throws {
        try log.fill(AuditStore.readLimit + 1, sealing: .max)
        #expect(try indices(count: AuditStore.readLimit).count == AuditStore.readLimit)
        #expect(try indices(count: AuditStore.readLimit + 1).count == AuditStore.readLimit)
    }

    private func indices(from first: UInt64 = 0, count: Int = 100, session: String? = nil) throws -> [UInt64] {
        try log.database.read { try $0.audit.entries(from: first, count: count, session: session).map(\.entry.index) }
    }

    @Test func `an erased payload leaves a sound log`() throws {
        try log.fill(5)
        #expect(try log.database.write { try $0.audit.erasePayload(of: 2) })
        #expect(try log.verify().isSound)
        let entry = try #require(try log.database.read { try $0.audit.entries(from: 2, count: 1) }.first)
        #expect(entry.entry.content == nil)
        #expect(entry.entry.leaf == entry.leaf)
    }

    @Test func `the program itself cannot change or delete an entry`() throws {
        try log.fill(3)
        #expect(throws: Failure.self) { try log.database.write { try $0.execute("DELETE FROM audit_entries") } }
        #expect(throws: Failure.self) { try log.database.write { try $0.execute("UPDATE audit_entries SET time = 0") } }
    }

    @Test func `sealing twice at one size gives the same root`() throws {
        try log.fill(2)
        let first = try log.database.read { try $0.audit.newestCheckpoint() }
        let again = try log.database.write {
            try $0.audit.seal(log: log.key.publicKey.id, at: .distantFuture, sign: log.sign)
        }
        #expect(again == first)
    }

    @Test func `H71 many writers at once make one chain`() async throws {
        let database = log.database
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<60 {
                group.addTask {
                    try await database.write { transaction in
                        try transaction.execute("INSERT INTO state VALUES (?)", [number])
                        try transaction.audit.append(.alert, payload: [], at: Timestamp(milliseconds: 0))
                    }
                }
            }
            try await group.waitForAll()
        }
        try await log.database.write { [key = log.key] in
            try $0.audit.seal(log: key.publicKey.id, at: .distantPast) { try key.sign(LogUnderTest.bytes(of: $0)) }
        }
        #expect(try log.verify() == AuditVerification(entries: 60, finding: nil))
    }
}
