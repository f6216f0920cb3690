package import AuditStorage
package import Cryptography
package import Primitives
import Storage

/// A session as the relay keeps it.
package struct RelaySession: Hashable, Sendable {
    /// People say S-1042; the first is S-1001.
    package let number: Int
    package let id: SessionID
    package let machine: MachineID
    package let technician: TechnicianID
    package let customer: CustomerID
    package let organisation: OrganisationID
    package let requestDigest: Digest
    /// The word of the session state machine.
    package let state: String
    /// Something can still happen in it.
    package let isOpen: Bool
    /// Code of the ending.
    package let reason: String?
    package let created: Timestamp
    package let changed: Timestamp
    /// Of the request, then of the grant.
    package let expires: Timestamp

    init(_ row: Row) throws {
        number = try row.value("number")
        id = try row.value("id")
        machine = try row.value("machine")
        technician = try row.value("technician")
        customer = try row.value("customer")
        organisation = try row.value("organisation")
        requestDigest = try row.value("request_digest")
        state = try row.value("state")
        isOpen = try row.value("is_open")
        reason = try row.value("reason")
        created = try row.value("created")
        changed = try row.value("changed")
        expires = try row.value("expires")
    }
}

/// What a new session's row is made from.
package struct NewRelaySession: Sendable {
    package let id: SessionID
    package let machine: MachineID
    package let technician: TechnicianID
    package let customer: CustomerID
    package let organisation: OrganisationID
    package let request: StoredSigned
    package let state: String
    package let created: Timestamp
    package let expires: Timestamp

    package init(
        id: SessionID, machine: MachineID, technician: TechnicianID, customer: CustomerID, organisation: OrganisationID,
        request: StoredSigned, state: String, created: Timestamp, expires: Timestamp
    ) {
        self.id = id
        self.machine = machine
        self.technician = technician
        self.customer = customer
        self.organisation = organisation
        self.request = request
        self.state = state
        self.created = created
        self.expires = expires
    }
}
