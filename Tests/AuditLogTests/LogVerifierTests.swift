import Cryptography
import Primitives
import Testing

@testable import AuditLog

struct LogVerifierTests {
    static let log = Digest.of([UInt8]("log".utf8))

    struct Stored {
        var entries: [(entry: AuditEntry, leaf: Digest)] = []
        var checkpoints: [Checkpoint] = []
        var head = LogHead()
    }

    static func log(of count: Int) throws -> Stored {
        var stored = Stored()
        for number in 0..<count {
            let entry = try stored.head.append(
                time: Timestamp(milliseconds: Int64(number)), kind: .operationIntent, ids: ["session": "ses_\(number)"],
                payload: [UInt8(number & 255)], salt: LeafInputTests.salt)
            stored.entries.append((entry, entry.leaf))
            stored.checkpoints.append(stored.head.checkpoint(log: log, time: entry.time))
        }
        return stored
    }

    static func finding(_ entries: [(entry: AuditEntry, leaf: Digest)], _ checkpoint: Checkpoint, earlier: [Checkpoint] = [])
        -> LogVerifier.Finding?
    {
        var verifier = LogVerifier(checkpoint: checkpoint, earlier: earlier)
        for (entry, leaf) in entries { verifier.add(entry, leaf: leaf) }
        do {
            try verifier.finish()
            #expect(verifier.finding == nil)
        } catch {
            #expect(error.code == .auditUnsound)
        }
        return verifier.finding
    }

    static func changed(_ entry: AuditEntry, index: UInt64? = nil, kind: AuditKind? = nil, content: AuditEntry.Content? = nil)
        -> AuditEntry
    {
        AuditEntry(
            epoch: entry.epoch, index: index ?? entry.index, time: entry.time, kind: kind ?? entry.kind, ids: entry.ids,
            payloadDigest: entry.payloadDigest, content: content ?? entry.content)
    }

    @Test func aSoundLogIsSoundAtEverySize() throws {
        let stored = try Self.log(of: 40)
        for checkpoint in stored.checkpoints {
            #expect(Self.finding(stored.entries, checkpoint) == nil)
        }
        var erased = stored.entries
        erased[3].entry = erased[3].entry.erased()
        #expect(Self.finding(erased, stored.checkpoints[39]) == nil)
    }

    @Test func `H73 the first bad index is named`() throws {
        let stored = try Self.log(of: 20)
        let last = stored.checkpoints[19]

        var flipped = stored.entries
        flipped[7].entry = Self.changed(flipped[7].entry, content: .init(salt: LeafInputTests.salt, payload: [99]))
        #expect(Self.finding(flipped, last) == .init(firstBad: 7, problem: .payload))

        var renamed = stored.entries
        renamed[8].entry = Self.changed(renamed[8].entry, kind: .alert)
        #expect(Self.finding(renamed, last) == .init(firstBad: 8, problem: .leaf))

        var deleted = stored.entries
        deleted.remove(at: 5)
        #expect(Self.finding(deleted, last) == .init(firstBad: 5, problem: .order))

        var swapped = stored.entries
        swapped.swapAt(3, 4)
        #expect(Self.finding(swapped, last) == .init(firstBad: 3, problem: .order))

        #expect(Self.finding(Array(stored.entries.prefix(18)), last) == .init(firstBad: 18, problem: .truncated))
    }

    @Test func `H73 a forgery with its leaf lies behind the last checkpoint that matched`() throws {
        let stored = try Self.log(of: 20)
        var forged = stored.entries
        let entry = Self.changed(forged[12].entry, kind: .alert)
        forged[12] = (entry, entry.leaf)
        #expect(Self.finding(forged, stored.checkpoints[19]) == .init(firstBad: 0, problem: .root))
        let earlier = [stored.checkpoints[9], stored.checkpoints[11], stored.checkpoints[14]]
        #expect(Self.finding(forged, stored.checkpoints[19], earlier: earlier) == .init(firstBad: 12, problem: .root))
    }

    @Test func `H73 an epoch that falls is named`() throws {
        let stored = try Self.log(of: 3)
        let entry = AuditEntry(
            epoch: 2, index: 1, time: Timestamp(milliseconds: 1), kind: .alert, ids: [:], payloadDigest: MerkleTree.emptyRoot,
            content: nil)
        var entries = stored.entries
        entries[1] = (entry, entry.leaf)
        #expect(Self.finding(entries, stored.checkpoints[2]) == .init(firstBad: 1, problem: .epoch))
    }
}

struct CheckpointHistoryTests {
    static func checkpoint(_ size: UInt64, epoch: UInt32 = 1, root: String = "r") -> Checkpoint {
        Checkpoint(
            log: LogVerifierTests.log, epoch: epoch, size: size, root: Digest.of(Array(root.utf8)),
            time: Timestamp(milliseconds: 0))
    }

    @Test func `H72 H76 H77 a held checkpoint is never contradicted`() throws {
        var history = CheckpointHistory(log: LogVerifierTests.log)
        try history.accept(Self.checkpoint(5))
        try history.accept(Self.checkpoint(5))
        try history.accept(Self.checkpoint(9))
        var copy = history
        #expect(throws: Failure.self) { try copy.accept(Self.checkpoint(8)) }
        #expect(throws: Failure.self) { try copy.accept(Self.checkpoint(9, root: "fork")) }
        #expect(throws: Failure.self) { try copy.accept(Self.checkpoint(9, root: "fork"), late: true) }
        try copy.accept(Self.checkpoint(8), late: true)
        #expect(copy == history)
        try history.accept(Self.checkpoint(2, epoch: 2))
        #expect(throws: Failure.self) { try history.accept(Self.checkpoint(99, epoch: 1)) }
        #expect(history.highest == Self.checkpoint(2, epoch: 2))
        let foreign = Checkpoint(
            log: MerkleTree.emptyRoot, epoch: 3, size: 9, root: MerkleTree.emptyRoot, time: Timestamp(milliseconds: 0))
        #expect(throws: Failure.self) { try history.accept(foreign) }
    }
}
