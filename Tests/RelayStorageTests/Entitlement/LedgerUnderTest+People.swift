import Cryptography
import Entitlement
import Primitives
import Storage

@testable import RelayStorage

extension LedgerUnderTest {
    /// A machine of the customer, or of another one.
    func addMachine(of owner: Customer? = nil) throws -> MachineID {
        let (id, key) = (MachineID.random(), try PrivateKey.generate().publicKey)
        let owner = owner ?? customer
        try database.write {
            _ = try $0.machines.insert(
                id: id, organisation: owner.organisation, customer: owner.id, name: "till", publicKey: key, certificate: [1],
                notAfter: .distantFuture, enrolled: noon)
        }
        return id
    }

    func addTechnician() throws -> TechnicianID {
        let id = TechnicianID.random()
        try database.write {
            try $0.technicians.invite(id: id, organisation: organisation, name: "Sara", isAdmin: false, at: noon)
        }
        return id
    }
}
