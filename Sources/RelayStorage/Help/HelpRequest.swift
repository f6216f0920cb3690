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
