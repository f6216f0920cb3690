import AuditStorage
package import Cryptography
package import Primitives
package import Storage

/// The one-time codes (design of trust, "Enrolment").
package struct EnrolmentCodes {
    /// How long after its expiry a code's row is kept, so that a late user learns why it fails.
    package static let retention: Duration = .seconds(30 * 86_400)

    let transaction: Transaction

    package func insert(_ code: EnrolmentCodeRecord) throws {
        var customer: CustomerID?
        var contract: ContractID?
        var technician: TechnicianID?
        var isAdmin = false
        switch code.subject {
        case .machine(let owner, let paying): (customer, contract) = (owner, paying)
        case .technician(let invited, let admin): (technician, isAdmin) = (invited, admin)
        }
        try transaction.execute(
            """
            INSERT INTO enrolment_codes
                (secret_hash, id, role, organisation, customer, contract, technician, admin, created, expires)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                code.secretHash, code.id, customer == nil ? "technician" : "machine", code.organisation, customer, contract,
                technician, isAdmin, code.created, code.expires,
            ])
    }

    /// Whether a code has this secret for this role; whether it still counts, `redeem` says.
    package func isKnown(secretHash: Digest, role: PeerRole) throws -> Bool {
        let sql = "SELECT count(*) FROM enrolment_codes WHERE secret_hash = ? AND role = ?"
        return try transaction.value(sql, [secretHash, role.rawValue], as: Int.self) ?? 0 > 0
    }

    /// Ties the code to the key that shows its secret first. The same key may come again until the code expires, because
    /// its answer may have been lost: then `usedBy` was set before, and the caller gives the stored certificate.
    ///
    /// Throws `enrolment.unknown`, `enrolment.expired`, `enrolment.used`.
    package func redeem(secretHash: Digest, role: PeerRole, by key: PublicKey, at time: Timestamp) throws -> EnrolmentCodeRecord {
        let row = try transaction.first(
            "SELECT * FROM enrolment_codes WHERE secret_hash = ? AND role = ?", [secretHash, role.rawValue])
        guard let row else { throw Failure(.enrolmentUnknown) }
        let code = try EnrolmentCodeRecord(row)
        guard code.usedBy == nil || code.usedBy == key else { throw Failure(.enrolmentUsed) }
        guard time < code.expires else {
            throw Failure(.enrolmentExpired, ["expired": String(code.expires.milliseconds)])
        }
        if code.usedBy == nil {
            try transaction.execute(
                "UPDATE enrolment_codes SET used_by = ?, used = ? WHERE secret_hash = ?", [key, time, secretHash])
        }
        return code
    }

    /// Removes what is past its retention; returns how many.
    @discardableResult
    package func sweep(at time: Timestamp) throws -> Int {
        try transaction.execute("DELETE FROM enrolment_codes WHERE expires < ?", [time - Self.retention])
    }
}

extension Transaction {
    package var enrolmentCodes: EnrolmentCodes { EnrolmentCodes(transaction: self) }
}
