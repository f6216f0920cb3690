package import Entitlement
package import Primitives
import Storage

/// All that is known of a contract, as `contract show` lists it.
package struct ContractView: Hashable, Sendable {
    package let contract: Contract
    package let customer: Customer
    package let organisation: Organisation
    package let created: Timestamp
    package let lines: [ContractLineView]
    package let states: [ContractStateChange]
}

/// A product on a contract with its terms.
package struct ContractLineView: Hashable, Sendable {
    package let line: ContractLine
    /// The line whose place it took, under which quote,
    package let replaces: ContractLineID?
    package let quote: QuoteID?
    /// and the one that took its place.
    package let replacedBy: ContractLineID?
    /// By their first day.
    package let terms: [ContractTermView]
    /// Where it is installed, the oldest first.
    package let machines: [MachineID]
}

/// A term with what was promised later, and its balances in the plan's order.
package struct ContractTermView: Hashable, Sendable {
    package let term: Term
    package let anchor: TermAnchor
    package let extensions: [TermExtension]
    package let buckets: [BucketStanding]
}

extension Contracts {
    /// Throws `storage.no-such-row`.
    package func view(_ id: ContractID, scope: OrganisationScope = .all) throws -> ContractView {
        guard let contract = try find(id, scope: scope) else { throw Failure(.storageNoSuchRow, ["id": id.description]) }
        let customer = try transaction.customers.require(contract.customer)
        guard let organisation = try transaction.organisations.find(customer.organisation),
            let created: Timestamp = try transaction.value("SELECT created FROM contracts WHERE id = ?", [id])
        else { throw Failure(.storageNoSuchRow, ["id": customer.organisation.description]) }
        return ContractView(
            contract: contract, customer: customer, organisation: organisation, created: created,
            lines: try lines(of: id).map { try view($0) }, states: try states(of: id))
    }

    private func view(_ line: ContractLine) throws -> ContractLineView {
        let row = try transaction.first("SELECT replaces, quote FROM contract_lines WHERE id = ?", [line.id])
        return ContractLineView(
            line: line, replaces: try row?.value("replaces"), quote: try row?.value("quote"),
            replacedBy: try replacement(of: line.id), terms: try terms(of: line.id).map { try view($0) },
            machines: try machines(with: line.id))
    }

    private func view(_ term: Term) throws -> ContractTermView {
        let buckets = try transaction.query("SELECT * FROM buckets WHERE term = ? ORDER BY rowid", [term.id])
            .map { try BucketStanding($0) }
        return ContractTermView(
            term: term, anchor: try anchor(of: term.id), extensions: try extensions(of: term.id), buckets: buckets)
    }

    /// Where a line is installed, the oldest first.
    package func machines(with line: ContractLineID) throws -> [MachineID] {
        try transaction.query("SELECT machine FROM installations WHERE line = ? ORDER BY since, machine", [line])
            .map { try $0.value("machine") }
    }
}
