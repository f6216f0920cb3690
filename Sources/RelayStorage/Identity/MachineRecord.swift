import AuditStorage
package import Cryptography
package import Primitives
import Storage

/// A customer's machine, as enrolled.
package struct MachineRecord: Hashable, Sendable {
    package enum State: String, Sendable {
        case active
        /// Two boot ids displaced each other: a clone. Nobody may use it until an admin decides.
        case setAside = "set-aside"
        case revoked
    }

    package let id: MachineID
    /// People say M-7.
    package let number: Int
    package let organisation: OrganisationID
    package let customer: CustomerID
    package let name: String
    package let state: State
    package let publicKey: PublicKey
    /// DER.
    package let certificate: [UInt8]
    package let notAfter: Timestamp
    package let enrolled: Timestamp
    /// Counts connections: the newest wins.
    package let epoch: Int
    package let lastSeen: Timestamp?
    package let bootID: String?
    package let hostName: String?
    package let platform: String?
    package let program: String?

    init(_ row: Row) throws {
        id = try row.value("id")
        number = try row.value("number")
        organisation = try row.value("organisation")
        customer = try row.value("customer")
        name = try row.value("name")
        state = try row.word("state")
        publicKey = try row.value("public_key")
        certificate = try row.value("certificate")
        notAfter = try row.value("not_after")
        enrolled = try row.value("enrolled")
        epoch = try row.value("epoch")
        lastSeen = try row.value("last_seen")
        bootID = try row.value("boot_id")
        hostName = try row.value("host_name")
        platform = try row.value("platform")
        program = try row.value("program")
    }
}
