package import AuditStorage
import Cryptography
package import Primitives
package import Storage

/// A standing policy as this machine keeps it: signed objects, not yet verified again.
package struct StoredPolicy: Hashable, Sendable {
    package let id: PolicyID
    package let policy: StoredSigned
    package let until: Timestamp
    package let added: Timestamp
    /// The customer took it back.
    package let revocation: StoredSigned?
    package let revoked: Timestamp?
    /// The relay has it as it is.
    package let isReported: Bool

    init(_ row: Row) throws {
        id = try row.value("id")
        policy = StoredSigned(digest: try row.value("policy_digest"), bytes: try row.value("policy"))
        until = try row.value("until")
        added = try row.value("added")
        let digest: Digest? = try row.value("revocation_digest")
        revocation = try digest.map { StoredSigned(digest: $0, bytes: try row.value("revocation")) }
        revoked = try row.value("revoked")
        isReported = try row.value("reported") && (revoked == nil || row.value("revocation_reported"))
    }
}

/// The standing policies of this machine.
package struct AgentPolicies {
    /// Policies in force at one time: more than a person can know of is no consent. Ours.
    package static let limit = 64
    /// Policies that one list names, the newest.
    package static let listLimit = 256

    let transaction: Transaction

    package func add(_ id: PolicyID, _ policy: StoredSigned, until: Timestamp, at time: Timestamp) throws {
        try transaction.execute(
            "INSERT INTO policies (id, policy, policy_digest, until, added) VALUES (?, ?, ?, ?, ?)",
            [id, policy.bytes, policy.digest, until, time])
    }

    /// Returns false where it was taken back before. Throws `storage.no-such-row`.
    @discardableResult
    package func revoke(_ id: PolicyID, _ revocation: StoredSigned, at time: Timestamp) throws -> Bool {
        guard let known = try find(id) else { throw Failure(.storageNoSuchRow, ["id": id.description]) }
        guard known.revocation == nil else { return false }
        try transaction.execute(
            "UPDATE policies SET revocation = ?, revocation_digest = ?, revoked = ? WHERE id = ?",
            [revocation.bytes, revocation.digest, time, id])
        return true
    }

    package func find(_ id: PolicyID) throws -> StoredPolicy? {
        try transaction.first("SELECT * FROM policies WHERE id = ?", [id]).map { try StoredPolicy($0) }
    }

    /// Newest first, those of the past too; at most `listLimit`.
    package func all() throws -> [StoredPolicy] {
        try transaction.query("SELECT * FROM policies ORDER BY added DESC, id LIMIT ?", [Self.listLimit])
            .map { try StoredPolicy($0) }
    }

    /// Neither taken back nor over.
    package func current(at time: Timestamp) throws -> [StoredPolicy] {
        try transaction.query("SELECT * FROM policies WHERE revoked IS NULL AND until > ? ORDER BY added, id", [time])
            .map { try StoredPolicy($0) }
    }

    /// What the relay does not know yet, oldest first.
    package func unreported() throws -> [StoredPolicy] {
        try transaction.query(
            """
            SELECT * FROM policies WHERE reported = 0 OR (revocation IS NOT NULL AND revocation_reported = 0)
            ORDER BY added, id
            """
        ).map { try StoredPolicy($0) }
    }

    /// The relay has it as it is in `policy`: a revocation that came meanwhile is still to be said.
    package func reported(_ policy: StoredPolicy) throws {
        try transaction.execute(
            "UPDATE policies SET reported = 1, revocation_reported = max(revocation_reported, ?) WHERE id = ?",
            [policy.revocation != nil, policy.id])
    }
}

extension Transaction {
    package var policies: AgentPolicies { AgentPolicies(transaction: self) }
}
