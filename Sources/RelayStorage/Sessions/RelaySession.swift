package import Primitives
package import Sessions
import Storage

/// A session as the relay keeps it: the state machine, and what the relay alone knows.
package struct RelaySession: Hashable, Sendable {
    /// People say S-1042; the first is S-1001.
    package let number: Int
    /// The state machine as it was saved last.
    package let session: Session
    /// Whose machine it is.
    package let customer: CustomerID
    /// The organisation that the customer is given to; queries are narrowed by it.
    package let organisation: OrganisationID
    package let created: Timestamp
    package let changed: Timestamp
    /// The last deadline: of the request, then of the grant. Kept after the end.
    package let expires: Timestamp

    package var id: SessionID { session.id }

    init(_ row: Row) throws {
        number = try row.value("number")
        session = try row.value("snapshot", as: StoredJSON<Session>.self).value
        customer = try row.value("customer")
        organisation = try row.value("organisation")
        created = try row.value("created")
        changed = try row.value("changed")
        expires = try row.value("expires")
    }
}
