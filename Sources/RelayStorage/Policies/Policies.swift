package import AuditStorage
import Cryptography
package import Primitives
import Sessions
package import Storage

/// A standing policy as its machine reported it.
package struct ReportedPolicy: Hashable, Sendable {
    package let id: PolicyID
    package let machine: MachineID
    package let policy: StoredSigned
    package let until: Timestamp
    package let received: Timestamp
    package let revocation: StoredSigned?
    package let revoked: Timestamp?

    init(_ row: Row) throws {
        id = try row.value("id")
        machine = try row.value("machine")
        policy = StoredSigned(digest: try row.value("policy_digest"), bytes: try row.value("policy"))
        until = try row.value("until")
        received = try row.value("received")
        let digest: Digest? = try row.value("revocation_digest")
        revocation = try digest.map { StoredSigned(digest: $0, bytes: try row.value("revocation")) }
        revoked = try row.value("revoked")
    }
}

/// The standing policies of all machines.
package struct Policies {
    /// Policies that are kept of one machine: it must not fill the relay's disk. Ours: a new one each week for ten years.
    package static let machineLimit = 520
    /// Policies that one list names, the newest.
    package static let listLimit = 256

    let transaction: Transaction

    /// Adds it; the same again returns false.
    ///
    /// Throws `call.conflict` where the id is another policy's, `call.refused` above `machineLimit`.
    package func add(
        _ id: PolicyID, of machine: MachineID, _ policy: StoredSigned, until: Timestamp, at time: Timestamp
    ) throws -> Bool {
        if let known = try find(id) {
            guard known.machine == machine, known.policy.digest == policy.digest else {
                throw Failure(.callConflict, ["family": "policy", "id": id.description])
            }
            return false
        }
        let count: Int = try transaction.value("SELECT count(*) FROM policies WHERE machine = ?", [machine]) ?? 0
        guard count < Self.machineLimit else { throw Failure(.policyTooMany, ["limit": String(Self.machineLimit)]) }
        try transaction.execute(
            "INSERT INTO policies (id, machine, policy, policy_digest, until, received) VALUES (?, ?, ?, ?, ?, ?)",
            [id, machine, policy.bytes, policy.digest, until, time])
        return true
    }

    /// The first word counts; a later one returns false. Throws `storage.no-such-row`.
    package func revoke(_ id: PolicyID, _ revocation: StoredSigned, at time: Timestamp) throws -> Bool {
        guard let known = try find(id) else { throw Failure(.storageNoSuchRow, ["id": id.description]) }
        guard known.revocation == nil else { return false }
        try transaction.execute(
            "UPDATE policies SET revocation = ?, revocation_digest = ?, revoked = ? WHERE id = ?",
            [revocation.bytes, revocation.digest, time, id])
        return true
    }

    package func find(_ id: PolicyID) throws -> ReportedPolicy? {
        try transaction.first("SELECT * FROM policies WHERE id = ?", [id]).map { try ReportedPolicy($0) }
    }

    /// Of all machines of a customer, newest first; at most `listLimit`.
    package func all(of customer: CustomerID) throws -> [ReportedPolicy] {
        try transaction.query(
            """
            SELECT policies.* FROM policies JOIN machines ON machines.id = policies.machine
            WHERE machines.customer = ? ORDER BY received DESC, policies.id LIMIT ?
            """, [customer, Self.listLimit]
        ).map { try ReportedPolicy($0) }
    }
}

extension Transaction {
    package var policies: Policies { Policies(transaction: self) }
}
