import AuditStorage
import Cryptography
package import Entitlement
package import Primitives
package import Storage

/// The service records: reading. Making and closing them is beside it.
package struct ServiceRecords {
    let transaction: Transaction

    /// Throws `storage.no-such-row`, for another organisation's customer too.
    package func require(_ id: ServiceRecordID, scope: OrganisationScope = .all) throws -> ServiceRecord {
        try only(select("service_records.id = ?2", [id], scope), id.description)
    }

    /// By the number that people say: `3`. Throws `storage.no-such-row`.
    package func require(number: Int64, scope: OrganisationScope = .all) throws -> ServiceRecord {
        try only(select("service_records.number = ?2", [number], scope), "R-\(number)")
    }

    /// Newest first, at most `CommerceLimits.listRows`.
    package func list(
        contract: ContractID? = nil, customer: CustomerID? = nil, kind: ServiceKindName? = nil, openOnly: Bool = false,
        scope: OrganisationScope
    ) throws -> [ServiceRecord] {
        try select(
            """
            (?2 IS NULL OR service_records.contract = ?2) AND (?3 IS NULL OR service_records.customer = ?3)
            AND (?4 IS NULL OR kind = ?4) AND (?5 = 0 OR service_records.state IN ('pending', 'open'))
            """, [contract, customer, kind?.rawValue, openOnly], scope)
    }

    /// Those that wait for a second person, oldest first.
    package func waiting(scope: OrganisationScope) throws -> [ServiceRecord] {
        try select("service_records.state = 'pending'", [], scope, order: "number")
    }

    /// What was brought and is still here, oldest first.
    package func items(scope: OrganisationScope) throws -> [ServiceRecord] {
        try select("service_records.state = 'open'", [], scope, order: "number")
    }

    /// When a kind was last done on a line, by a record that reached its goal.
    package func last(_ kind: ServiceKindName, on line: ContractLineID) throws -> ServiceRecord? {
        try select(
            """
            service_records.line = ?2 AND kind = ?3 AND service_records.state = 'done' AND outcome = 'done'
            """, [line, kind.rawValue], .all, order: "occurred DESC, number DESC"
        ).first
    }

    func find(technician: TechnicianID, key: String) throws -> (record: ServiceRecord, digest: Digest)? {
        let row = try transaction.first(
            "SELECT id, digest FROM service_records WHERE technician = ? AND key = ?", [technician, key])
        guard let row else { return nil }
        return (try require(row.value("id")), try row.value("digest"))
    }

    func select(
        _ condition: String, _ values: [any Storable], _ scope: OrganisationScope, order: String = "number DESC"
    ) throws -> [ServiceRecord] {
        try transaction.query(
            """
            SELECT service_records.* FROM service_records JOIN customers ON customers.id = service_records.customer
            WHERE \(condition) AND \(scope.condition(parameter: 1)) ORDER BY \(order) LIMIT \(CommerceLimits.listRows)
            """, [scope.storedOrganisation] + values
        ).map { try ServiceRecord($0) }
    }

    private func only(_ records: [ServiceRecord], _ name: String) throws -> ServiceRecord {
        guard let record = records.first else { throw Failure(.storageNoSuchRow, ["id": name]) }
        return record
    }
}

extension Transaction {
    package var serviceRecords: ServiceRecords { ServiceRecords(transaction: self) }
}
