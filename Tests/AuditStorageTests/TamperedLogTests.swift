import AuditLog
import Primitives
import Storage
import Testing

@testable import AuditStorage

/// H73: somebody with the file and sqlite3; the first bad index is named.
@Suite struct TamperedLogTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let script: String
        let firstBad: UInt64
        let problem: String

        var testDescription: String { name }
    }

    static let cases = [
        Case(
            name: "bit flip in the time", script: "UPDATE audit_entries SET time = time | 4096 WHERE position = 5;",
            firstBad: 5, problem: "leaf"),
        Case(
            name: "another leaf",
            script: "UPDATE audit_entries SET leaf = (SELECT leaf FROM audit_entries WHERE position = 2) WHERE position = 6;",
            firstBad: 6, problem: "leaf"),
        Case(
            name: "another payload", script: "UPDATE audit_payloads SET payload = x'00' WHERE position = 3;",
            firstBad: 3, problem: "payload"),
        Case(
            name: "another payload with its digest",
            script: "UPDATE audit_entries SET payload_digest = zeroblob(32) WHERE position = 4;", firstBad: 4,
            problem: "payload"),
        Case(
            name: "a session hidden from the filter",
            script: "UPDATE audit_entries SET ids = '{}' WHERE position = 7;", firstBad: 7, problem: "leaf"),
        Case(
            name: "a session hidden by its look-up column",
            script: "UPDATE audit_entries SET session = NULL WHERE position = 7;", firstBad: 7, problem: "leaf"),
        Case(
            name: "no JSON", script: "UPDATE audit_entries SET ids = '{' WHERE position = 7;", firstBad: 7, problem: "leaf"),
        Case(
            name: "a leaf of 31 bytes", script: "UPDATE audit_entries SET leaf = zeroblob(31) WHERE position = 8;",
            firstBad: 8, problem: "leaf"),
        Case(
            name: "deletion",
            script: "DELETE FROM audit_payloads WHERE position = 2; DELETE FROM audit_entries WHERE position = 2;",
            firstBad: 2, problem: "order"),
        Case(
            name: "reorder",
            script: """
                UPDATE audit_entries SET position = -1 WHERE position = 3; UPDATE audit_entries SET position = 3 WHERE position = 4;
                UPDATE audit_entries SET position = 4 WHERE position = -1; DELETE FROM audit_payloads;
                """, firstBad: 3, problem: "leaf"),
        Case(
            name: "cut tail",
            script: "DELETE FROM audit_payloads WHERE position >= 9; DELETE FROM audit_entries WHERE position >= 9;",
            firstBad: 9, problem: "truncated"),
        Case(
            name: "everything gone", script: "DELETE FROM audit_payloads; DELETE FROM audit_entries;", firstBad: 0,
            problem: "truncated"),
        Case(
            name: "a root of another log", script: "UPDATE audit_checkpoints SET root = zeroblob(32) WHERE size = 12;",
            firstBad: 0, problem: "checkpoint"),
        Case(name: "no roots", script: "DELETE FROM audit_checkpoints;", firstBad: 0, problem: "checkpoint"),
        Case(
            name: "a head that went back", script: "UPDATE audit_head SET frontier = x'0000000000000000';", firstBad: 0,
            problem: "head"),
        Case(name: "a broken head", script: "UPDATE audit_head SET frontier = x'01';", firstBad: 0, problem: "head"),
    ]

    @Test("H73 tampering by hand is found and the first bad index named", arguments: cases)
    func tampering(_ row: Case) throws {
        let log = try LogUnderTest()
        try log.fill(12)
        #expect(try log.verify() == AuditVerification(entries: 12, finding: nil))
        try log.tamper(row.script)
        let found = try log.verify()
        #expect(found.finding == .init(firstBad: row.firstBad, problem: row.problem))
        #expect(found.entries <= row.firstBad)
    }

    @Test func `H73 an entry replaced together with its leaf is narrowed down by the signed roots`() throws {
        let log = try LogUnderTest()
        try log.fill(12, sealing: 4)
        let original = try #require(try log.database.read { try $0.audit.entries(from: 6, count: 1) }.first).entry
        let forged = AuditEntry(
            epoch: original.epoch, index: original.index, time: Timestamp(milliseconds: 1), kind: original.kind,
            ids: original.ids, payloadDigest: original.payloadDigest, content: original.content)
        try log.tamper(
            """
            UPDATE audit_entries SET time = 1, leaf = x'\(forged.leaf)' WHERE position = 6;
            """)
        #expect(try log.verify().finding == .init(firstBad: 4, problem: "root"))
    }

    @Test func `entries behind the newest root are checked too`() throws {
        let log = try LogUnderTest()
        try log.fill(4)
        try log.database.write { try $0.audit.append(.alert, payload: [1], at: Timestamp(milliseconds: 9)) }
        #expect(try log.verify().isSound)
        try log.tamper("DELETE FROM audit_payloads WHERE position = 4; DELETE FROM audit_entries WHERE position = 4;")
        #expect(try log.verify().finding == .init(firstBad: 4, problem: "truncated"))
    }
}
