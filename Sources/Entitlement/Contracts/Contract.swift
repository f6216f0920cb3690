package import Primitives

/// What a customer signed; its lines are the products.
package struct Contract: Hashable, Sendable {
    package enum State: String, Codable, Sendable {
        case active
        case suspended
        case cancelled
        case transferred
    }

    package let id: ContractID
    /// What people say and type; shown as `C-1001`.
    package let number: Int64
    package let customer: CustomerID
    package let state: State

    package init(id: ContractID, number: Int64, customer: CustomerID, state: State) {
        self.id = id
        self.number = number
        self.customer = customer
        self.state = state
    }
}
