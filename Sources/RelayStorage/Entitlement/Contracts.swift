package import Entitlement
package import Primitives
package import Storage

/// Contracts, their lines and terms, and where the lines are installed.
package struct Contracts {
    let transaction: Transaction

    /// People say C-1001 for the first one.
    private static let firstNumber: Int64 = 1001

    /// Adds contract, line, term and buckets, and grants the term's quotas, one ledger transaction for each bucket.
    ///
    /// Throws `storage.no-such-row` for an unknown customer, what `PlanSnapshot.applying` throws, `plan.calendar-unknown`,
    /// `date.out-of-range`.
    package func add(_ new: NewContract, actor: String, at time: Timestamp) throws -> LineStanding {
        let customer = try transaction.customers.require(new.customer)
        let contract = Contract(id: .random(), number: try nextNumber(), customer: customer.id, state: .active)
        try transaction.execute(
            "INSERT INTO contracts (id, number, customer, state, created) VALUES (?, ?, ?, ?, ?)",
            [contract.id, contract.number, contract.customer, contract.state.rawValue, time])
        return try addLine(new.line, to: contract.id, actor: actor, at: time)
    }

    package func find(_ id: ContractID) throws -> Contract? {
        try transaction.first("SELECT * FROM contracts WHERE id = ?", [id]).map { try Contract($0) }
    }

    package func find(_ id: ContractID, scope: OrganisationScope) throws -> Contract? {
        try select("contracts.id = ?2", id, scope).first
    }

    /// By the number that people say: `1001`.
    package func find(number: Int64, scope: OrganisationScope = .all) throws -> Contract? {
        try select("contracts.number = ?2", number, scope).first
    }

    package func all(of customer: CustomerID) throws -> [Contract] {
        try select("contracts.customer = ?2", customer, .all)
    }

    /// Throws `storage.no-such-row`.
    package func require(_ id: ContractID) throws -> Contract {
        guard let contract = try find(id) else { throw Failure(.storageNoSuchRow, ["id": id.description]) }
        return contract
    }

    package func lines(of contract: ContractID) throws -> [ContractLine] {
        try transaction.query("SELECT * FROM contract_lines WHERE contract = ? ORDER BY created, rowid", [contract])
            .map { try ContractLine($0) }
    }

    /// Ties a machine to a line; once is enough.
    package func install(_ line: ContractLineID, on machine: MachineID, at time: Timestamp) throws {
        try transaction.execute(
            "INSERT INTO installations (machine, line, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", [machine, line, time])
    }

    /// The lines that are installed on a machine, oldest first.
    package func installed(on machine: MachineID) throws -> [ContractLineID] {
        try transaction.query("SELECT line FROM installations WHERE machine = ? ORDER BY since, line", [machine])
            .map { try $0.value("line") }
    }

    private func nextNumber() throws -> Int64 {
        try transaction.value("SELECT coalesce(max(number) + 1, ?) FROM contracts", [Self.firstNumber]) ?? Self.firstNumber
    }

    private func select(_ condition: String, _ value: any Storable, _ scope: OrganisationScope) throws -> [Contract] {
        try transaction.query(
            """
            SELECT contracts.* FROM contracts JOIN customers ON customers.id = contracts.customer
            WHERE \(condition) AND \(scope.condition(parameter: 1)) ORDER BY number
            """, [scope.storedOrganisation, value]
        ).map { try Contract($0) }
    }
}

extension Transaction {
    package var contracts: Contracts { Contracts(transaction: self) }
}
