package import Cryptography
package import Primitives

/// What one side has seen of the other's log: the highest checkpoint, which the other may never contradict (H72, H76, H77).
package struct CheckpointHistory: Hashable, Sendable, Codable {
    package let log: KeyID
    package private(set) var highest: Checkpoint?

    package init(log: KeyID, highest: Checkpoint? = nil) {
        self.log = log
        self.highest = highest
    }

    /// Accepts a checkpoint whose signature was verified.
    ///
    /// The epoch never falls; within an epoch an earlier size is no news but no contradiction either only when `late` allows it,
    /// because signed objects overtake each other on the way; the same size has the same root.
    /// - Parameter late: the checkpoint rides in an object that may be older than the highest one seen.
    /// - Throws: `audit.checkpoint-foreign`, `audit.checkpoint-contradicts` (rule: epoch, size, root).
    package mutating func accept(_ checkpoint: Checkpoint, late: Bool = false) throws(Failure) {
        guard checkpoint.log == log else {
            throw Failure(.auditCheckpointForeign, ["held": log.description, "found": checkpoint.log.description])
        }
        guard let held = highest else {
            highest = checkpoint
            return
        }
        if checkpoint.epoch < held.epoch {
            if late { return }
            throw contradiction("epoch", held.epoch, checkpoint.epoch)
        }
        if checkpoint.epoch == held.epoch {
            if checkpoint.size < held.size {
                if late { return }
                throw contradiction("size", held.size, checkpoint.size)
            }
            if checkpoint.size == held.size, checkpoint.root != held.root {
                throw contradiction("root", held.root, checkpoint.root)
            }
        }
        highest = checkpoint
    }

    private func contradiction(_ rule: String, _ held: some CustomStringConvertible, _ found: some CustomStringConvertible)
        -> Failure
    {
        Failure(.auditCheckpointContradicts, ["rule": rule, "held": held.description, "found": found.description])
    }
}
