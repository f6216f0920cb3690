package import Cryptography
package import Primitives

/// A tree head of one log (`hamyar/checkpoint/1` where it stands alone in an envelope; its body is made by SignedObjects).
package struct Checkpoint: Hashable, Sendable, Codable {
    /// Key id of the log's key.
    package let log: KeyID
    package let epoch: UInt32
    /// Leaves.
    package let size: UInt64
    package let root: Digest
    package let time: Timestamp

    package init(log: KeyID, epoch: UInt32, size: UInt64, root: Digest, time: Timestamp) {
        self.log = log
        self.epoch = epoch
        self.size = size
        self.root = root
        self.time = time
    }
}
