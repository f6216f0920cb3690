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
    /// Throws `storage.no-such-row` for an unknown customer, what `PlanSnapshot.applying` throws, `date.out-of-range`.
    package func add(_ new: NewContract, actor: String, at time: Timestamp) throws -> LineStanding {
        let customer = try transaction.customers.require(new.customer)
        let plan = try new.plan.applying(new.overrides)
        let contract = Contract(id: .random(), number: try nextNumber(), customer: customer.id, state: .active)
        try transaction.execute(
            "INSERT INTO contracts (id, number, customer, state, created) VALUES (?, ?, ?, ?, ?)",
            [contract.id, contract.number, contract.customer, contract.state.rawValue, time])
        let line = ContractLine(
            id: .random(), contract: contract.id, product: new.product, version: new.version, platform: new.platform,
            serial: new.serial, purchased: new.purchased, overrides: new.overrides)
        try insert(line, at: time)
        try addTerm(
            Term(id: .random(), line: line.id, anchor: new.purchased, plan: plan), of: contract.id, actor: actor, at: time)
        return try transaction.standings.line(line.id)
    }

    /// Adds a term to a line, makes its buckets and grants its quotas. Throws `contract.terms-overlap`.
    package func addTerm(_ term: Term, of contract: ContractID, actor: String, at time: Timestamp) throws {
        for other in try terms(of: term.line) where other.interval.overlaps(term.interval) {
            let parameters = [
                "line": term.line.description, "start": other.interval.start.text, "end": other.interval.end.text,
            ]
            throw Failure(.contractTermsOverlap, parameters)
        }
        try transaction.execute(
            "INSERT INTO terms (id, line, start_day, end_day, plan, created) VALUES (?, ?, ?, ?, ?, ?)",
            [
                term.id, term.line, term.interval.start.dayNumber, term.interval.end.dayNumber,
                try CanonicalJSON.encode(term.plan), time,
            ])
        for need in term.plan.bucketNeeds {
            let bucket = BucketID.random()
            try transaction.execute(
                "INSERT INTO buckets (id, contract, line, term, quota, role, unit) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    bucket, contract, term.line, term.id, need.quota.rawValue, need.role.rawValue, need.unit.rawValue,
                ])
            guard let quantity = need.grant, quantity > .zero else { continue }
            let context = LedgerContext(key: "grant/\(bucket)", actor: actor, reason: "term \(term.id)", occurredAt: time)
            try transaction.ledger.grant(quantity, to: bucket, context)
        }
    }

    package func find(_ id: ContractID, scope: OrganisationScope = .all) throws -> Contract? {
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
    package func set(_ id: ContractID, state: Contract.State) throws {
        guard try transaction.execute("UPDATE contracts SET state = ? WHERE id = ?", [state.rawValue, id]) == 1 else {
            throw Failure(.storageNoSuchRow, ["id": id.description])
        }
    }

    package func lines(of contract: ContractID) throws -> [ContractLine] {
        try transaction.query("SELECT * FROM contract_lines WHERE contract = ? ORDER BY created, id", [contract])
            .map { try ContractLine($0) }
    }

    /// By their first day.
    package func terms(of line: ContractLineID) throws -> [Term] {
        try transaction.query("SELECT * FROM terms WHERE line = ? ORDER BY start_day", [line]).map { try Term($0) }
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

    private func insert(_ line: ContractLine, at time: Timestamp) throws {
        let key = TextFolding.searchKey([line.product, line.serial ?? ""].joined(separator: " "))
        try transaction.execute(
            """
            INSERT INTO contract_lines
                (id, contract, product, version, platform, serial, search_key, purchased, overrides, created)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                line.id, line.contract, line.product, line.version, line.platform, line.serial, key, line.purchased,
                try CanonicalJSON.encode(line.overrides), time,
            ])
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
