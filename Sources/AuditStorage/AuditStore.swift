package import AuditLog
package import Cryptography
package import Primitives
package import Storage

/// One side's log in its database.
///
/// `append` runs in the transaction of the state that it describes: both are kept or neither, and where the log cannot
/// be written the transaction fails and nothing starts (requirement D4).
package struct AuditStore {
    /// Entries that one reading returns at most (Protocol/calls.proto, AuditListCall).
    package static let readLimit = 500

    let transaction: Transaction

    /// Adds an entry.
    ///
    /// Throws `audit.field` where something is over its limit, `audit.full`, or why the database refuses.
    /// - Parameter salt: `AuditEntry.saltBytes` random bytes.
    @discardableResult
    package func append(
        _ kind: AuditKind, ids: [String: String] = [:], payload: [UInt8], at time: Timestamp,
        salt: [UInt8] = RandomBytes.make(AuditEntry.saltBytes)
    ) throws -> AuditEntry {
        try append(kind, ids: ids, payload: payload, at: time, salt: salt, to: try head())
    }

    /// Adds an entry to the head that this transaction has read, with nothing added since: who must know the entry's index before
    /// it is made reads the head first.
    @discardableResult
    package func append(
        _ kind: AuditKind, ids: [String: String] = [:], payload: [UInt8], at time: Timestamp,
        salt: [UInt8] = RandomBytes.make(AuditEntry.saltBytes), to known: LogHead
    ) throws -> AuditEntry {
        var head = known
        let entry = try head.append(time: time, kind: kind, ids: ids, payload: payload, salt: salt)
        try transaction.execute(
            """
            INSERT INTO audit_entries (position, epoch, time, kind, ids, session, payload_digest, leaf)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            stored: [
                entry.index.storedValue(), entry.epoch.storedValue(), entry.time.storedValue(),
                entry.kind.rawValue.storedValue(), entry.ids.storedValue(), entry.ids["session"].storedValue(),
                entry.payloadDigest.storedValue(), entry.leaf.storedValue(),
            ])
        try transaction.execute(
            "INSERT INTO audit_payloads VALUES (?, ?, ?)", stored: [entry.index.storedValue(), .bytes(salt), .bytes(payload)])
        try transaction.execute("UPDATE audit_head SET frontier = ?", stored: [.bytes(head.frontier.bytes)])
        return entry
    }

    /// Where the next entry goes. Throws `storage.corrupt`, `audit.frontier-malformed`.
    package func head() throws -> LogHead {
        guard let row = try transaction.first("SELECT epoch, frontier FROM audit_head") else {
            throw Failure(.storageCorrupt, ["detail": "the log has no head"])
        }
        return LogHead(epoch: try row.value("epoch"), frontier: try MerkleFrontier(bytes: try row.value("frontier")))
    }

    /// Signs the present root, unless it was signed before, and keeps it.
    /// - Parameters:
    ///   - log: key id of the log's key.
    ///   - sign: makes the exact bytes of the `Signed` message around the checkpoint.
    @discardableResult
    package func seal(log: KeyID, at time: Timestamp, sign: (Checkpoint) throws -> [UInt8]) throws -> StoredCheckpoint {
        let head = try head()
        let known = try transaction.first(
            "SELECT * FROM audit_checkpoints WHERE epoch = ? AND size = ?", [head.epoch, head.size])
        if let known { return try StoredCheckpoint(known) }
        let checkpoint = head.checkpoint(log: log, time: time)
        let stored = StoredCheckpoint(checkpoint: checkpoint, signed: try sign(checkpoint))
        try transaction.execute(
            "INSERT INTO audit_checkpoints (log, epoch, size, root, time, signed) VALUES (?, ?, ?, ?, ?, ?)",
            [checkpoint.log, checkpoint.epoch, checkpoint.size, checkpoint.root, checkpoint.time, stored.signed])
        return stored
    }

    /// The latest signed root; nil before the first `seal`.
    package func newestCheckpoint() throws -> StoredCheckpoint? {
        try transaction.first("SELECT * FROM audit_checkpoints ORDER BY sequence DESC LIMIT 1")
            .map { try StoredCheckpoint($0) }
    }

    /// Entries from an index on, oldest first, at most `readLimit`; of one session where it is named.
    package func entries(from first: UInt64 = 0, count: Int = readLimit, session: String? = nil) throws -> [StoredAuditEntry] {
        let limit = min(max(0, count), Self.readLimit)
        let filter = session == nil ? "" : "AND session = ?3"
        return try transaction.query(
            "\(StoredAuditEntry.columns) WHERE position >= ?1 \(filter) ORDER BY position LIMIT ?2",
            [min(first, UInt64(Int64.max)), limit] + (session.map { [$0] } ?? [])
        ).map { try StoredAuditEntry($0) }
    }

    /// Hands over the entries of one kind, oldest first, without keeping them.
    package func forEach(_ kind: AuditKind, _ body: (StoredAuditEntry) throws -> Void) throws {
        try transaction.forEach("\(StoredAuditEntry.columns) WHERE kind = ? ORDER BY position", [kind.rawValue]) {
            try body(StoredAuditEntry($0))
        }
    }

    /// Erases payload and salt of one entry; its leaf stays. Returns false where they were gone.
    @discardableResult
    package func erasePayload(of index: UInt64) throws -> Bool {
        try transaction.execute("DELETE FROM audit_payloads WHERE position = ?", [index]) == 1
    }
}

extension Transaction {
    package var audit: AuditStore { AuditStore(transaction: self) }
}
