import AuditStorage
package import Cryptography
package import Primitives
import Storage

/// A technician, from the invitation on.
package struct TechnicianRecord: Hashable, Sendable {
    package enum State: String, Sendable {
        case invited
        /// Enrolled with a key; waits for an admin's signature.
        case pending
        case active
        case revoked
        /// Active, but the certificate's time is over. Never stored.
        case expired
    }

    package let id: TechnicianID
    package let organisation: OrganisationID
    package let name: String
    package let isAdmin: Bool
    /// As stored; `state(at:)` is what people see.
    package let storedState: State
    package let invited: Timestamp
    package let publicKey: PublicKey?
    /// DER.
    package let certificate: [UInt8]?
    package let notAfter: Timestamp?

    package func state(at time: Timestamp) -> State {
        if storedState == .active, let notAfter, time >= notAfter { return .expired }
        return storedState
    }

    init(_ row: Row) throws {
        id = try row.value("id")
        organisation = try row.value("organisation")
        name = try row.value("name")
        isAdmin = try row.value("admin")
        storedState = try row.word("state")
        invited = try row.value("invited")
        publicKey = try row.value("public_key")
        certificate = try row.value("certificate")
        notAfter = try row.value("not_after")
    }
}
