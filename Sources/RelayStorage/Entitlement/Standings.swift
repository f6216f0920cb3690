package import Entitlement
package import Primitives
package import Storage

/// On whose account a session's line goes; the technician chooses where several could pay.
package enum EntitlementAccount: Hashable, Codable, Sendable {
    case prospect(CustomerID)
    case line(ContractLineID)
}

/// Loads all that an evaluation needs, in the transaction in which its answer will be used.
package struct Standings {
    let transaction: Transaction

    /// Throws `storage.no-such-row`.
    /// - Parameter incident: the only one that the answer must know of, where the question names one.
    package func standing(of account: EntitlementAccount, incident: String? = nil) throws -> Standing {
        switch account {
        case .prospect(let customer): .prospect(try transaction.customers.require(customer).id)
        case .line(let line): .line(try self.line(line, incident: incident))
        }
    }

    /// Throws `storage.no-such-row`.
    package func line(_ id: ContractLineID, incident: String? = nil) throws -> LineStanding {
        guard let row = try transaction.first("SELECT * FROM contract_lines WHERE id = ?", [id]) else {
            throw Failure(.storageNoSuchRow, ["id": id.description])
        }
        let line = try ContractLine(row)
        guard let contract = try transaction.contracts.find(line.contract) else {
            throw Failure(.storageNoSuchRow, ["id": line.contract.description])
        }
        let buckets = try transaction.query("SELECT * FROM buckets WHERE line = ? ORDER BY rowid", [id])
            .map { try BucketStanding($0) }
        let terms = try transaction.contracts.terms(of: id)
        let counts = terms.contains { $0.plan.quotas.contains { $0.counting == .incident } }
        return LineStanding(
            contract: contract, line: line, terms: terms, buckets: buckets,
            incidents: counts ? try transaction.incidents.drawn(contract.id, only: incident) : [:])
    }

    /// Everything that could pay for work on a machine: the lines installed on it; where none is, the customer's lines;
    /// where there are none either, the customer as a prospect. Of one contract, where it is named. A line whose place
    /// another one took pays for nothing new (requirement A16).
    package func accounts(
        machine: MachineID?, customer: CustomerID, contract: ContractID? = nil
    ) throws -> [EntitlementAccount] {
        let owned = try transaction.query(
            """
            SELECT contract_lines.id, contract_lines.contract FROM contract_lines
            JOIN contracts ON contracts.id = contract_lines.contract
            WHERE contracts.customer = ?
                AND NOT EXISTS (SELECT 1 FROM contract_lines AS newer WHERE newer.replaces = contract_lines.id)
            ORDER BY contracts.number, contract_lines.created, contract_lines.rowid
            """, [customer]
        ).map { (line: try $0.value("id", as: ContractLineID.self), contract: try $0.value("contract", as: ContractID.self)) }
        if let contract {
            return owned.filter { $0.contract == contract }.map { .line($0.line) }
        }
        let installed = try Set(machine.map { try transaction.contracts.installed(on: $0) } ?? [])
        let lines = owned.map(\.line)
        let here = lines.filter(installed.contains)
        if !here.isEmpty { return here.map { .line($0) } }
        return lines.isEmpty ? [.prospect(customer)] : lines.map { .line($0) }
    }
}

extension Transaction {
    package var standings: Standings { Standings(transaction: self) }
}
