import Entitlement
import Primitives
import RelayStorage
import Storage

/// What belongs to customers and contracts, found by what a person types.
extension Lookup {
    /// A branch or the vendor, by name or id. Throws `find.nothing`; a branch's people find their own alone.
    func organisation(_ text: String) throws -> Organisation {
        guard let found = try transaction.organisations.find(text), scope.contains(found.id) else { throw nothing(text) }
        return found
    }

    /// A product of a contract, by id or name; the only one where nothing is named. A line whose place another one took is
    /// found by its id alone. Throws `find.nothing`, `find.ambiguous`.
    func line(_ text: String, of contract: Contract) throws -> ContractLine {
        let lines = try transaction.contracts.lines(of: contract.id)
        if let id = ContractLineID(text) {
            guard let line = lines.first(where: { $0.id == id }) else { throw nothing(text) }
            return line
        }
        let here = try lines.filter { try transaction.contracts.replacement(of: $0.id) == nil }
        let key = TextFolding.searchKey(text)
        let named = text.isEmpty ? here : here.filter { TextFolding.searchKey($0.product) == key }
        return try only(named, text.isEmpty ? "C-\(contract.number)" : text) { "\($0.product) (\($0.id))" }
    }

    /// A line by its id, wherever it is, if its customer is in scope. Throws `find.nothing`.
    func line(_ id: ContractLineID) throws -> LineStanding {
        guard let standing = try? transaction.standings.line(id),
            try transaction.contracts.find(standing.contract.id, scope: scope) != nil
        else { throw nothing(id.description) }
        return standing
    }

    /// A place of a customer, by name or id. Throws `find.nothing`.
    func site(_ text: String, of customer: CustomerID) throws -> Site {
        guard let site = try transaction.sites.find(text, of: customer) else { throw nothing(text) }
        return site
    }

    /// On whose account work goes: the named line of a contract, or a customer without one (requirement A20).
    ///
    /// Throws `find.nothing`, `find.ambiguous` where a contract has several products and none is named, `call.invalid` where
    /// neither contract nor customer is named.
    func account(contract: String, customer: String, line: String) throws -> EntitlementAccount {
        if !contract.isEmpty { return .line(try self.line(line, of: self.contract(contract)).id) }
        if let id = ContractLineID(line) { return .line(try self.line(id).line.id) }
        try FieldChecks.require(!customer.isEmpty, "contract")
        return .prospect(try self.customer(customer).id)
    }

    /// Whose account it is.
    func customer(of account: EntitlementAccount) throws -> CustomerID {
        switch account {
        case .prospect(let customer): customer
        case .line(let line): try transaction.standings.line(line).contract.customer
        }
    }
}
