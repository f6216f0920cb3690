import Cryptography
import Entitlement
import Primitives
import Storage

@testable import RelayStorage

/// A customer's machine that asks for help, and two technicians.
final class HelpUnderTest: Sendable {
    let relay: LedgerUnderTest
    let machine: MachineID
    let technician: TechnicianID
    let colleague: TechnicianID

    init() throws {
        relay = try LedgerUnderTest()
        machine = try relay.addMachine()
        technician = try relay.addTechnician()
        colleague = try relay.addTechnician()
    }

    /// Seconds after noon.
    func time(_ seconds: Int) -> Timestamp { relay.noon + .seconds(seconds) }

    func write<Value>(_ body: (Transaction) throws -> Value) throws -> Value { try relay.database.write(body) }
    func read<Value>(_ body: (Transaction) throws -> Value) throws -> Value { try relay.database.read(body) }

    func new(_ text: String = "the printer prints nothing", key: String = "k1", machine: MachineID? = nil) -> NewHelpRequest {
        NewHelpRequest(
            key: key, customer: relay.customer.id, machine: machine ?? self.machine, product: "Padra Office", text: text,
            person: "reza")
    }

    func ask(_ text: String = "the printer prints nothing", key: String = "k1", at seconds: Int = 0) throws -> HelpRequest {
        try write { try $0.helpRequests.ask(new(text, key: key), at: time(seconds)) }
    }

    /// `1 open, 2 taken, 3 waiting the manual`
    func timeline(_ id: HelpRequestID) throws -> String {
        try read { try $0.helpRequests.events(of: id) }
            .map { "\($0.position) \($0.step.rawValue)" + ($0.text.isEmpty ? "" : " \($0.text)") }.joined(separator: ", ")
    }
}
