import AuditLog
import AuditStorage
import Cryptography
import Primitives
import Sessions
import SignedObjects

extension SessionRecord {
    /// The log's head as a signed object carries it.
    func checkpoint() throws -> CheckpointReference {
        let checkpoint = try transaction.audit.head().checkpoint(log: context.keys.log.publicKey.id, time: now)
        return CheckpointReference(
            log: checkpoint.log, epoch: checkpoint.epoch, size: checkpoint.size, root: checkpoint.root, time: checkpoint.time)
    }

    /// Signs the log's root with everything that this transaction added.
    func seal() throws {
        try transaction.seal(with: context, at: now)
    }
}
