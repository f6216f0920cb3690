package import Cryptography
package import Primitives

/// The tree head of the signer's log that rides in a signed object; what it means is AuditLog's matter.
package struct CheckpointReference: Hashable, Sendable, Codable {
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
