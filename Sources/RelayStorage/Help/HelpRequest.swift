package import Entitlement
package import Primitives
import Storage

/// A customer's numbered request for help (requirements B3, B5.1).
package struct HelpRequest: Hashable, Sendable {
    package enum State: String, Sendable {
        case open, taken
        /// For what the customer prepares; the clock of the vendor's promise stands still.
        case waiting
        case closed
    }

    package let id: HelpRequestID
    /// Shown as `H-12`.
    package let number: Int64
    package let customer: CustomerID
    package let machine: MachineID
    /// The contract's line that it is about, where that is clear.
    package let line: ContractLineID?
    package let product: String
    /// What it will be by the plan, as far as anybody knows: its target is the request's.
    package let kind: ServiceKindName
    package let text: String
    /// Who asked, as the agent knows the local person.
    package let person: String
    package let state: State
    package let technician: TechnicianID?
    /// What the customer prepares, while it waits.
    package let waitsFor: String?
    package let answer: String?
    package let asked: Timestamp
    package let closed: Timestamp?

    init(_ row: Row) throws {
        id = try row.value("id")
        number = try row.value("number")
        customer = try row.value("customer")
        machine = try row.value("machine")
        line = try row.value("line")
        product = try row.value("product")
        kind = ServiceKindName(rawValue: try row.value("kind"))
        text = try row.value("text")
        person = try row.value("person")
        state = try row.word("state")
        technician = try row.value("technician")
        waitsFor = try row.value("waits_for")
        answer = try row.value("answer")
        asked = try row.value("asked")
        closed = try row.value("closed")
    }
}

/// A step of a help request's timeline, cited as `H-12.3`.
package struct HelpEvent: Hashable, Sendable {
    package enum Step: String, Sendable {
        case open, taken, waiting, ready, attached, closed
    }

    /// From 1.
    package let position: Int
    package let step: Step
    /// A technician's or machine's id.
    package let actor: String
    package let text: String
    package let time: Timestamp
}

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
