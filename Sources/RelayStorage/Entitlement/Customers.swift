package import Entitlement
package import Primitives
package import Storage

/// Organisations and the customers that were given to them.
package struct Customers {
    let transaction: Transaction

    /// Throws `storage.constraint` where the organisation is there already.
    package func add(_ organisation: Organisation, at time: Timestamp) throws {
        try transaction.execute(
            "INSERT INTO organisations (id, kind, name, created) VALUES (?, ?, ?, ?)",
            [organisation.id, organisation.kind.rawValue, organisation.name, time])
    }

    package func organisation(_ id: OrganisationID) throws -> Organisation? {
        try transaction.first("SELECT * FROM organisations WHERE id = ?", [id]).map {
            Organisation(id: try $0.value("id"), kind: try $0.word("kind"), name: try $0.value("name"))
        }
    }

    /// A customer without a contract is a prospect. Throws `customer.name`, `storage.constraint` for a foreign organisation.
    package func add(_ customer: Customer, at time: Timestamp) throws {
        let key = try Self.check(name: customer.name)
        try transaction.execute(
            "INSERT INTO customers (id, organisation, name, search_key, created) VALUES (?, ?, ?, ?, ?)",
            [customer.id, customer.organisation, customer.name, key, time])
    }

    /// The key under which the name is found. Throws `customer.name`.
    @discardableResult
    static func check(name: String) throws -> String {
        let key = TextFolding.searchKey(name)
        let hasControl = name.unicodeScalars.contains { $0.properties.generalCategory == .control }
        guard !key.isEmpty, name.unicodeScalars.count <= Customer.nameLimit, !hasControl else {
            throw Failure(.customerName, ["name": String(name.prefix(32)), "limit": String(Customer.nameLimit)])
        }
        return key
    }

    package func find(_ id: CustomerID, scope: OrganisationScope = .all) throws -> Customer? {
        try transaction.first(
            "SELECT * FROM customers WHERE id = ?2 AND \(scope.condition(parameter: 1))", [scope.storedOrganisation, id]
        ).map { try Customer($0) }
    }

    /// Throws `storage.no-such-row`, for another organisation's customer too.
    package func require(_ id: CustomerID, scope: OrganisationScope = .all) throws -> Customer {
        guard let customer = try find(id, scope: scope) else {
            throw Failure(.storageNoSuchRow, ["id": id.description])
        }
        return customer
    }

    /// Those whose whole name folds to the same key; several may share one.
    package func named(_ name: String, scope: OrganisationScope) throws -> [Customer] {
        try transaction.query(
            "SELECT * FROM customers WHERE search_key = ?2 AND \(scope.condition(parameter: 1)) ORDER BY created, id",
            [scope.storedOrganisation, TextFolding.searchKey(name)]
        ).map { try Customer($0) }
    }
}

extension Customer {
    init(_ row: Row) throws {
        self.init(id: try row.value("id"), organisation: try row.value("organisation"), name: try row.value("name"))
    }
}

extension Transaction {
    package var customers: Customers { Customers(transaction: self) }
}
