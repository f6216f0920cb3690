import AuditStorage
package import Cryptography
package import Entitlement
package import Primitives
package import Storage

/// The technicians. Each step names the states that it may follow, so that none can be skipped.
package struct Technicians {
    let transaction: Transaction

    package func invite(id: TechnicianID, organisation: OrganisationID, name: String, isAdmin: Bool, at time: Timestamp) throws {
        try transaction.execute(
            "INSERT INTO technicians (id, organisation, name, admin, state, invited) VALUES (?, ?, ?, ?, 'invited', ?)",
            [id, organisation, name, isAdmin, time])
    }

    /// The invited technician came with a key. Throws `identity.state`; `storage.constraint` where another has that key.
    package func enrolled(_ id: TechnicianID, publicKey: PublicKey) throws {
        try step(id, "state = 'pending', public_key = ?, key_id = ?", [publicKey, publicKey.id], from: [.invited])
    }

    /// The technician authority signed, for the first time or again.
    package func approve(_ id: TechnicianID, certificate: [UInt8], notAfter: Timestamp) throws {
        try step(id, "state = 'active', certificate = ?, not_after = ?", [certificate, notAfter], from: [.pending, .active])
    }

    package func revoke(_ id: TechnicianID) throws {
        try step(id, "state = 'revoked'", [], from: [.invited, .pending, .active, .revoked])
    }

    package func find(_ id: TechnicianID) throws -> TechnicianRecord? {
        try transaction.first("SELECT * FROM technicians WHERE id = ?", [id]).map { try TechnicianRecord($0) }
    }

    /// Throws `storage.no-such-row`.
    package func require(_ id: TechnicianID) throws -> TechnicianRecord {
        guard let technician = try find(id) else { throw Failure(.storageNoSuchRow, ["id": id.description]) }
        return technician
    }

    package func find(keyID: KeyID) throws -> TechnicianRecord? {
        try transaction.first("SELECT * FROM technicians WHERE key_id = ?", [keyID]).map { try TechnicianRecord($0) }
    }

    package func list(scope: OrganisationScope) throws -> [TechnicianRecord] {
        try transaction.query(
            "SELECT * FROM technicians WHERE \(scope.condition(parameter: 1)) ORDER BY name, id", [scope.storedOrganisation]
        ).map { try TechnicianRecord($0) }
    }

    private func step(
        _ id: TechnicianID, _ assignments: String, _ values: [any Storable], from states: Set<TechnicianRecord.State>
    ) throws {
        let state = try require(id).storedState
        guard states.contains(state) else {
            throw Failure(.identityState, ["id": id.description, "state": state.rawValue])
        }
        try transaction.execute("UPDATE technicians SET \(assignments) WHERE id = ?", values + [id])
    }
}

extension Transaction {
    package var technicians: Technicians { Technicians(transaction: self) }
}
