import AuditLog
import Primitives
import Storage

/// What reading a whole log against its signed roots came to.
package struct AuditVerification: Hashable, Sendable {
    package struct Finding: Hashable, Sendable {
        package let firstBad: UInt64
        /// A word of `LogVerifier.Problem`, or `checkpoint`, `head`.
        package let problem: String
    }

    /// Entries that are sound, from the first on.
    package let entries: UInt64
    /// nil: the log is sound.
    package let finding: Finding?

    package var isSound: Bool { finding == nil }
}

extension AuditStore {
    /// Signed roots that are compared on the way, at most, evenly spread: they narrow down where a root went wrong.
    static let comparedRoots = 1000

    /// Reads the whole log against its newest signed root, and names the first bad index (H73). Damage is a finding, not
    /// an error; an error is a database that cannot be read at all.
    /// - Parameters:
    ///   - isSigned: whether the log's key signed this checkpoint, and its bytes say the same.
    ///   - each: gets the entries in their order, until one is unsound; those behind the newest root are not signed yet.
    package func verify(
        isSigned: (StoredCheckpoint) throws -> Bool, each: (StoredAuditEntry) throws -> Void = { _ in }
    ) throws -> AuditVerification {
        let head: LogHead
        do {
            head = try self.head()
        } catch let failure as Failure where [.storageCorrupt, .auditFrontierMalformed].contains(failure.code) {
            return AuditVerification(entries: 0, finding: .init(firstBad: 0, problem: "head"))
        }
        guard let newest = try newestReadableCheckpoint() else {
            let finding = head.size == 0 ? nil : AuditVerification.Finding(firstBad: 0, problem: "checkpoint")
            return AuditVerification(entries: 0, finding: finding)
        }
        guard try isSigned(newest) else {
            return AuditVerification(entries: 0, finding: .init(firstBad: 0, problem: "checkpoint"))
        }
        let earlier = try earlierCheckpoints().filter { try isSigned($0) }
        return try verify(against: newest.checkpoint, earlier: earlier.map(\.checkpoint), head: head, each)
    }

    private func verify(
        against newest: Checkpoint, earlier: [Checkpoint], head: LogHead, _ each: (StoredAuditEntry) throws -> Void
    ) throws -> AuditVerification {
        var verifier = LogVerifier(checkpoint: newest, earlier: earlier)
        var frontier = MerkleFrontier()
        var unreadable = false
        try transaction.forEach("\(StoredAuditEntry.columns) ORDER BY position") { row in
            guard verifier.finding == nil, !unreadable else { return }
            let stored: StoredAuditEntry
            do {
                stored = try StoredAuditEntry(row)
                verifier.add(stored.entry, leaf: stored.leaf)
                try frontier.append(stored.leaf)
            } catch let failure as Failure where failure.code == .storageCorrupt {
                unreadable = true
                return
            }
            if verifier.finding == nil { try each(stored) }
        }
        let entries = verifier.entries
        let finding: AuditVerification.Finding?
        if let found = verifier.finding {
            finding = .init(firstBad: found.firstBad, problem: found.problem.rawValue)
        } else if unreadable {
            finding = .init(firstBad: entries, problem: LogVerifier.Problem.leaf.rawValue)
        } else {
            finding = endFinding(&verifier, frontier: frontier, head: head)
        }
        return AuditVerification(entries: min(entries, finding?.firstBad ?? entries), finding: finding)
    }

    /// The end of the log against its newest root, and against the head that the next entry would build on.
    private func endFinding(
        _ verifier: inout LogVerifier, frontier: MerkleFrontier, head: LogHead
    ) -> AuditVerification.Finding? {
        try? verifier.finish()
        if let found = verifier.finding { return .init(firstBad: found.firstBad, problem: found.problem.rawValue) }
        if frontier.size < head.size {
            return .init(firstBad: frontier.size, problem: LogVerifier.Problem.truncated.rawValue)
        }
        return frontier == head.frontier ? nil : .init(firstBad: head.size, problem: "head")
    }

    private func newestReadableCheckpoint() throws -> StoredCheckpoint? {
        do {
            return try newestCheckpoint()
        } catch let failure as Failure where failure.code == .storageCorrupt {
            return nil
        }
    }

    private func earlierCheckpoints() throws -> [StoredCheckpoint] {
        let count: Int = try transaction.value("SELECT count(*) FROM audit_checkpoints") ?? 0
        let step = max(1, count / Self.comparedRoots)
        return try transaction.query("SELECT * FROM audit_checkpoints WHERE sequence % ? = 0 ORDER BY sequence", [step])
            .compactMap { try? StoredCheckpoint($0) }
    }
}
