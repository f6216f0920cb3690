package import Entitlement
package import Primitives

/// What a machine asks for.
package struct NewHelpRequest: Sendable {
    /// Chosen by the machine, once for each request: the same key and content again is the same request.
    package let key: String
    package let customer: CustomerID
    package let machine: MachineID
    package let line: ContractLineID?
    package let product: String
    package let kind: ServiceKindName
    package let text: String
    package let person: String

    package init(
        key: String, customer: CustomerID, machine: MachineID, line: ContractLineID? = nil, product: String = "",
        kind: ServiceKindName = .assessment, text: String, person: String
    ) {
        self.key = key
        self.customer = customer
        self.machine = machine
        self.line = line
        self.product = product
        self.kind = kind
        self.text = text
        self.person = person
    }
}
