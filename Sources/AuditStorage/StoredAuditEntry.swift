package import AuditLog
package import Cryptography
import Primitives
import Storage

/// An entry as it lies in the database, with the leaf beside it. Not verified.
package struct StoredAuditEntry: Hashable, Sendable {
    package let entry: AuditEntry
    package let leaf: Digest

    /// Columns of every query that makes entries.
    static let columns = """
        SELECT position, epoch, time, kind, ids, session, payload_digest, leaf, salt, payload
        FROM audit_entries LEFT JOIN audit_payloads USING (position)
        """

    init(_ row: Row) throws {
        var content: AuditEntry.Content?
        if let salt: [UInt8] = try row.value("salt") {
            content = AuditEntry.Content(salt: salt, payload: try row.value("payload"))
        }
        entry = AuditEntry(
            epoch: try row.value("epoch"), index: try row.value("position"), time: try row.value("time"),
            kind: AuditKind(rawValue: try row.value("kind")), ids: try row.value("ids"),
            payloadDigest: try row.value("payload_digest"), content: content)
        leaf = try row.value("leaf")
        guard try row.value("session") == entry.ids["session"] else {
            throw Failure(.storageCorrupt, ["detail": "entry \(entry.index) is filed under another session"])
        }
    }
}

/// A signed root as it lies in the database: its signature is the caller's to check.
package struct StoredCheckpoint: Hashable, Sendable {
    package let checkpoint: Checkpoint
    /// The exact bytes of its `Signed` message.
    package let signed: [UInt8]

    package init(checkpoint: Checkpoint, signed: [UInt8]) {
        self.checkpoint = checkpoint
        self.signed = signed
    }

    init(_ row: Row) throws {
        checkpoint = Checkpoint(
            log: try row.value("log"), epoch: try row.value("epoch"), size: try row.value("size"), root: try row.value("root"),
            time: try row.value("time"))
        signed = try row.value("signed")
    }
}
