import AuditLog
import Cryptography
import Primitives
import Storage
import Testing

@testable import AuditStorage

@Suite struct HeldCheckpointTests {
    let log: LogUnderTest
    let other = Digest.of("other log".utf8)

    init() throws {
        log = try LogUnderTest()
    }

    private func checkpoint(epoch: UInt32 = 1, size: UInt64, root: String) -> Checkpoint {
        Checkpoint(log: other, epoch: epoch, size: size, root: Digest.of(root.utf8), time: Timestamp(milliseconds: 1))
    }

    private func accept(_ checkpoint: Checkpoint, late: Bool = false) throws {
        try log.database.write {
            try $0.heldCheckpoints.accept(checkpoint, signed: [1], late: late, at: Timestamp(milliseconds: 2))
        }
    }

    private func held() throws -> Checkpoint? {
        try log.database.read { try $0.heldCheckpoints.highest(of: other)?.checkpoint }
    }

    @Test func `H72 H76 H77 a log that went back or forked is contradicted, and the proof stays`() throws {
        try accept(checkpoint(size: 5, root: "five"))
        try accept(checkpoint(size: 9, root: "nine"))
        #expect(throws: Failure.self) { try accept(checkpoint(size: 8, root: "eight")) }
        #expect(throws: Failure.self) { try accept(checkpoint(size: 9, root: "another nine")) }
        try accept(checkpoint(size: 8, root: "eight"), late: true)
        #expect(try held() == checkpoint(size: 9, root: "nine"))
        try accept(checkpoint(epoch: 2, size: 1, root: "restored"))
        #expect(throws: Failure.self) { try accept(checkpoint(size: 10, root: "ten")) }
    }
}
