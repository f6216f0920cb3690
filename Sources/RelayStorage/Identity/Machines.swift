import AuditStorage
package import Cryptography
package import Entitlement
package import Primitives
package import Storage

/// The enrolled machines.
package struct Machines {
    let transaction: Transaction

    /// Adds a machine with the next number. Throws `storage.constraint` where the key is enrolled already.
    package func insert(
        id: MachineID, organisation: OrganisationID, customer: CustomerID, name: String, publicKey: PublicKey,
        certificate: [UInt8], notAfter: Timestamp, enrolled: Timestamp
    ) throws -> MachineRecord {
        try transaction.execute(
            """
            INSERT INTO machines
                (id, number, organisation, customer, name, state, public_key, key_id, certificate, not_after, enrolled)
            VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM machines), ?, ?, ?, 'active', ?, ?, ?, ?, ?)
            """,
            [id, organisation, customer, name, publicKey, publicKey.id, certificate, notAfter, enrolled])
        return try require(id)
    }

    package func find(_ id: MachineID) throws -> MachineRecord? {
        try transaction.first("SELECT * FROM machines WHERE id = ?", [id]).map { try MachineRecord($0) }
    }

    /// Throws `storage.no-such-row`.
    package func require(_ id: MachineID) throws -> MachineRecord {
        guard let machine = try find(id) else { throw Failure(.storageNoSuchRow, ["id": id.description]) }
        return machine
    }

    package func find(key: PublicKey) throws -> MachineRecord? {
        try transaction.first("SELECT * FROM machines WHERE public_key = ?", [key]).map { try MachineRecord($0) }
    }

    package func find(number: Int, scope: OrganisationScope) throws -> MachineRecord? {
        try select("number = ?1", [number], scope).first
    }

    /// By exact name; several machines may share one.
    package func named(_ name: String, scope: OrganisationScope) throws -> [MachineRecord] {
        try select("name = ?1 ORDER BY number", [name], scope)
    }

    /// By number, oldest first; of one customer where it is named.
    package func list(customer: CustomerID? = nil, scope: OrganisationScope) throws -> [MachineRecord] {
        try select("(?1 IS NULL OR customer = ?1) ORDER BY number", [customer], scope)
    }

    package func renew(_ id: MachineID, certificate: [UInt8], notAfter: Timestamp) throws {
        try change("certificate = ?, not_after = ?", [certificate, notAfter], id)
    }

    package func set(_ id: MachineID, state: MachineRecord.State) throws {
        try change("state = ?", [state.rawValue], id)
    }

    /// A new connection: takes the next epoch, which fences the connections before it (H48).
    package func connected(
        _ id: MachineID, bootID: String, hostName: String, platform: String, program: String, at time: Timestamp
    ) throws -> Int {
        try change(
            "epoch = epoch + 1, last_seen = ?, boot_id = ?, host_name = ?, platform = ?, program = ?",
            [time, bootID, hostName, platform, program], id)
        return try require(id).epoch
    }

    package func seen(_ id: MachineID, at time: Timestamp) throws {
        try change("last_seen = max(coalesce(last_seen, ?1), ?1)", [time], id)
    }

    private func change(_ assignments: String, _ values: [any Storable], _ id: MachineID) throws {
        // The id's place is said by number: `seen` uses its value twice.
        let sql = "UPDATE machines SET \(assignments) WHERE id = ?\(values.count + 1)"
        guard try transaction.execute(sql, values + [id]) == 1 else {
            throw Failure(.storageNoSuchRow, ["id": id.description])
        }
    }

    private func select(_ condition: String, _ values: [any Storable], _ scope: OrganisationScope) throws -> [MachineRecord] {
        let sql = "SELECT * FROM machines WHERE \(scope.condition(parameter: values.count + 1)) AND \(condition)"
        return try transaction.query(sql, values + [scope.storedOrganisation]).map { try MachineRecord($0) }
    }
}

extension Transaction {
    package var machines: Machines { Machines(transaction: self) }
}
