import Cryptography
import Entitlement
import Primitives
import Storage

@testable import RelayStorage

/// A contract with support codes, and technicians who check them.
final class CodesUnderTest: Sendable {
    let relay: LedgerUnderTest
    let key = SealingKey.random()
    let contract: ContractID
    let technician: TechnicianID
    let colleague: TechnicianID

    init() throws {
        relay = try LedgerUnderTest()
        contract = try relay.addContract().contract.id
        technician = try relay.addTechnician()
        colleague = try relay.addTechnician()
    }

    /// Seconds after noon.
    func time(_ seconds: Int) -> Timestamp { relay.noon + .seconds(seconds) }

    func show(_ contract: ContractID? = nil, at seconds: Int = 0) throws -> SupportCode {
        try relay.database.write { try $0.supportCodes(key).show(contract ?? self.contract, at: time(seconds)) }
    }

    func rotate(at seconds: Int = 0) throws -> SupportCode {
        try relay.database.write { try $0.supportCodes(key).rotate(contract, at: time(seconds)) }
    }

    func check(
        _ text: String, by technician: TechnicianID? = nil, contract: ContractID? = nil, scope: OrganisationScope = .all,
        at seconds: Int = 0
    ) throws -> SupportCodeCheck {
        try relay.database.write {
            try $0.supportCodes(key).check(
                text, by: technician ?? self.technician, contract: contract, scope: scope, at: time(seconds))
        }
    }

    /// Whether it is right, by a technician of its own: it counts for nobody else.
    func isRight(_ text: String, at seconds: Int) throws -> Bool {
        let somebody = try relay.addTechnician()
        if case .contract(contract, _) = try check(text, by: somebody, at: seconds) { return true }
        return false
    }

    func identity(_ technician: TechnicianID, at seconds: Int) throws -> IdentityLevel {
        try relay.database.read {
            try $0.supportCodeIdentities.identity(of: technician, contract: contract, at: time(seconds))
        }
    }

    /// Ten digits that are not the code.
    func wrong(_ code: SupportCode) -> String {
        let last = code.text.last == "0" ? "1" : "0"
        return code.text.dropLast() + last
    }
}
