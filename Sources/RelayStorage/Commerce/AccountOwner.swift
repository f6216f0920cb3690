import Entitlement
import Primitives
import Storage

/// Whose account it is.
struct AccountOwner: Hashable, Sendable {
    let customer: CustomerID
    /// nil for a prospect, and so is the line.
    let contract: ContractID?
    let line: ContractLineID?
}

extension Standings {
    /// Throws `storage.no-such-row`.
    func owner(of account: EntitlementAccount) throws -> AccountOwner {
        switch account {
        case .prospect(let customer):
            return AccountOwner(customer: try transaction.customers.require(customer).id, contract: nil, line: nil)
        case .line(let line):
            let row = try transaction.first(
                """
                SELECT contracts.id, contracts.customer FROM contract_lines
                JOIN contracts ON contracts.id = contract_lines.contract WHERE contract_lines.id = ?
                """, [line])
            guard let row else { throw Failure(.storageNoSuchRow, ["id": line.description]) }
            return AccountOwner(customer: try row.value("customer"), contract: try row.value("id"), line: line)
        }
    }
}
