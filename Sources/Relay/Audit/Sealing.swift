import AuditLog
import AuditStorage
import Cryptography
import Primitives
import RelayStorage
import Storage

extension Transaction {
    /// Signs the log's root over everything that this transaction added.
    func seal(with context: RelayContext, at now: Timestamp) throws {
        try seal(context.trust, log: context.keys.log.publicKey.id, at: now)
    }

    func seal(_ trust: RelayTrust, log: KeyID, at now: Timestamp) throws {
        try audit.seal(log: log, at: now) { try trust.sign($0).bytes }
    }
}
