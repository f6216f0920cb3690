package import Cryptography
package import Primitives

/// The end of a log that is being written: the next entry comes from here, so that index, epoch and tree cannot disagree.
package struct LogHead: Hashable, Sendable, Codable {
    /// Rises only when a log is restored from a backup with loss (design of trust, "Two logs").
    package let epoch: UInt32
    package private(set) var frontier: MerkleFrontier

    package init(epoch: UInt32 = 1, frontier: MerkleFrontier = MerkleFrontier()) {
        self.epoch = epoch
        self.frontier = frontier
    }

    package var size: UInt64 { frontier.size }

    /// Makes the next entry and adds its leaf. The caller stores entry, leaf and head in one transaction.
    /// - Parameter salt: `AuditEntry.saltBytes` random bytes.
    package mutating func append(
        time: Timestamp, kind: AuditKind, ids: [String: String] = [:], payload: [UInt8], salt: [UInt8]
    ) throws(Failure) -> AuditEntry {
        let entry = try AuditEntry(epoch: epoch, index: size, time: time, kind: kind, ids: ids, payload: payload, salt: salt)
        try frontier.append(entry.leaf)
        return entry
    }

    /// The tree head to be signed with the log's key.
    package func checkpoint(log: KeyID, time: Timestamp) -> Checkpoint {
        Checkpoint(log: log, epoch: epoch, size: size, root: frontier.root, time: time)
    }
}
