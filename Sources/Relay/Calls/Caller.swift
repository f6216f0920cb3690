import Cryptography
import Entitlement
import Primitives
import RelayStorage
import Transport

/// Who makes a call, as the database knows the owner of the connection's certificate.
/// Indirect: a machine's row is large, and every frame that waits on its connection would hold a copy.
indirect enum Caller: Sendable {
    case technician(Technician)
    case machine(MachineRecord, PeerConnection)
    /// On `hamyar-enrol/1`: nobody yet.
    case stranger(address: String)

    struct Technician: Sendable {
        let id: TechnicianID
        let name: String
        let isAdmin: Bool
        let organisation: OrganisationID
        let scope: OrganisationScope
        let key: KeyID
    }

    var technician: Technician {
        get throws {
            guard case .technician(let technician) = self else { throw Failure(.callForbidden) }
            return technician
        }
    }

    var machine: MachineRecord {
        get throws {
            guard case .machine(let machine, _) = self else { throw Failure(.callForbidden) }
            return machine
        }
    }

    static let isTechnician: @Sendable (Caller) -> Bool = { if case .technician = $0 { true } else { false } }
    static let isMachine: @Sendable (Caller) -> Bool = { if case .machine = $0 { true } else { false } }
    static let isAdmin: @Sendable (Caller) -> Bool = { if case .technician(let person) = $0 { person.isAdmin } else { false } }
    /// What concerns the whole vendor: technicians, revocations, the log. A branch's admin has the branch alone.
    static let isVendorAdmin: @Sendable (Caller) -> Bool = {
        if case .technician(let person) = $0 { person.isAdmin && person.scope == .all } else { false }
    }
    static let isStranger: @Sendable (Caller) -> Bool = { if case .stranger = $0 { true } else { false } }
    /// A machine, or one whose certificate has expired and who has nothing but its key.
    static let mayRenew: @Sendable (Caller) -> Bool = { if case .technician = $0 { false } else { true } }
    static let isKnown: @Sendable (Caller) -> Bool = { if case .stranger = $0 { false } else { true } }
}
