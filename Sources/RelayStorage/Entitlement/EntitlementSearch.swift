package import Entitlement
package import Primitives
package import Storage

/// One hit of a search by text.
package struct SearchHit: Hashable, Sendable {
    package enum Subject: Hashable, Sendable {
        case customer(CustomerID)
        case contract(ContractID)
        case machine(MachineID)
    }

    package let subject: Subject
    /// A customer's name, `C-1001`, a machine's name.
    package let label: String
    /// What tells it from others: a contract's customer and product, a machine's customer and number.
    package let detail: String
}

/// Finds customers, contracts and machines by what a person types, in either alphabet of digits and letters.
package struct EntitlementSearch {
    /// More hits help nobody; the person types more.
    package static let hitLimit = 50

    let transaction: Transaction

    package func find(_ text: String, scope: OrganisationScope) throws -> [SearchHit] {
        let key = TextFolding.searchKey(text)
        guard !key.isEmpty else { return [] }
        let hits = try customers(key, scope) + contracts(key, scope) + machines(key, scope)
        return Array(hits.prefix(Self.hitLimit))
    }

    private func customers(_ key: String, _ scope: OrganisationScope) throws -> [SearchHit] {
        try transaction.query(
            """
            SELECT customers.id, customers.name, (SELECT count(*) FROM contracts WHERE customer = customers.id) AS contracts
            FROM customers
            WHERE (instr(search_key, ?2) > 0 OR id = ?2) AND \(scope.condition(parameter: 1)) ORDER BY name, id LIMIT ?3
            """, [scope.storedOrganisation, key, Self.hitLimit]
        ).map { row in
            let contracts: Int = try row.value("contracts")
            return SearchHit(
                subject: .customer(try row.value("id")), label: try row.value("name"),
                detail: contracts == 0 ? "prospect" : "contracts: \(contracts)")
        }
    }

    private func contracts(_ key: String, _ scope: OrganisationScope) throws -> [SearchHit] {
        let number = Int64(key.hasPrefix("c-") ? String(key.dropFirst(2)) : key)
        return try transaction.query(
            """
            SELECT DISTINCT contracts.id, contracts.number, customers.name, contract_lines.product FROM contracts
            JOIN customers ON customers.id = contracts.customer JOIN contract_lines ON contract_lines.contract = contracts.id
            WHERE (contracts.number = ?3 OR contracts.id = ?2 OR instr(contract_lines.search_key, ?2) > 0
                OR instr(customers.search_key, ?2) > 0)
                AND \(scope.condition(parameter: 1)) ORDER BY contracts.number LIMIT ?4
            """, [scope.storedOrganisation, key, number, Self.hitLimit]
        ).map { row in
            let (name, product): (String, String) = (try row.value("name"), try row.value("product"))
            return SearchHit(
                subject: .contract(try row.value("id")), label: "C-\(try row.value("number", as: Int64.self))",
                detail: "\(name), \(product)")
        }
    }

    /// Machine names have no stored key, because machines name themselves: they are folded while reading.
    private func machines(_ key: String, _ scope: OrganisationScope) throws -> [SearchHit] {
        var hits: [SearchHit] = []
        try transaction.forEach(
            """
            SELECT machines.id, machines.number, machines.name, customers.name AS customer, customers.search_key FROM machines
            LEFT JOIN customers ON customers.id = machines.customer
            WHERE ?1 IS NULL OR machines.organisation = ?1 ORDER BY machines.number
            """, [scope.storedOrganisation]
        ) { row in
            guard hits.count < Self.hitLimit else { return }
            let (name, number): (String, Int64) = (try row.value("name"), try row.value("number"))
            let id: MachineID = try row.value("id")
            let owner: String? = try row.value("search_key")
            let matches =
                TextFolding.searchKey(name).contains(key) || key == "m-\(number)" || key == id.description
                || owner?.contains(key) == true
            guard matches else { return }
            let customer: String? = try row.value("customer")
            hits.append(SearchHit(subject: .machine(id), label: name, detail: "M-\(number)" + (customer.map { ", \($0)" } ?? "")))
        }
        return hits
    }
}

extension Transaction {
    package var search: EntitlementSearch { EntitlementSearch(transaction: self) }
}
