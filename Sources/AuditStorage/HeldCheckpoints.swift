package import AuditLog
package import Cryptography
package import Primitives
package import Storage

/// The highest checkpoints seen of other logs: what proves that one of them went back or forked (H72, H76, H77).
package struct HeldCheckpoints {
    let transaction: Transaction

    package func highest(of log: KeyID) throws -> StoredCheckpoint? {
        try transaction.first("SELECT * FROM held_checkpoints WHERE log = ?", [log]).map { try StoredCheckpoint($0) }
    }

    /// Compares a checkpoint, whose signature was verified, with the one held, and holds it where it is higher.
    ///
    /// Throws `audit.checkpoint-contradicts`; what is held stays, because it is the proof.
    /// - Parameters:
    ///   - signed: the exact bytes that carry it: a `Signed` checkpoint, or the object that it rides in.
    ///   - late: it rides in an object that may be older than the highest one seen.
    package func accept(_ checkpoint: Checkpoint, signed: [UInt8], late: Bool = false, at time: Timestamp) throws {
        let held = try highest(of: checkpoint.log)?.checkpoint
        var history = CheckpointHistory(log: checkpoint.log, highest: held)
        try history.accept(checkpoint, late: late)
        guard history.highest != held else { return }
        try transaction.execute(
            "INSERT OR REPLACE INTO held_checkpoints VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                checkpoint.log, checkpoint.epoch, checkpoint.size, checkpoint.root, checkpoint.time, signed, time,
            ])
    }
}

extension Transaction {
    package var heldCheckpoints: HeldCheckpoints { HeldCheckpoints(transaction: self) }
}
