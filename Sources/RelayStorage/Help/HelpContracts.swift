package import Entitlement
package import Primitives
import Storage

extension HelpRequests {
    /// The lines of the machine; those of one product, where one is named.
    package func lines(of product: String, machine: MachineID, customer: CustomerID) throws -> [LineStanding] {
        let key = TextFolding.searchKey(product)
        let lines = try transaction.standings.accounts(machine: machine, customer: customer).compactMap { account in
            if case .line(let line) = account { try transaction.standings.line(line) } else { nil }
        }
        return key.isEmpty ? lines : lines.filter { TextFolding.searchKey($0.line.product) == key }
    }

    /// Numbers of the contracts that a request may be about, ascending, at most `HelpLimits.contracts`: that of its line where
    /// it has one, else those of the product that it names, else all of its machine.
    package func contracts(of request: HelpRequest) throws -> [Int64] {
        if let line = request.line { return [try transaction.standings.line(line).contract.number] }
        var lines = try lines(of: request.product, machine: request.machine, customer: request.customer)
        if lines.isEmpty { lines = try self.lines(of: "", machine: request.machine, customer: request.customer) }
        return Array(Set(lines.map(\.contract.number)).sorted().prefix(HelpLimits.contracts))
    }
}
