package import Primitives
package import Sessions
import Storage

/// A session as the agent keeps it: the state machine, the grant's clock, and what people are shown.
package struct AgentSession: Hashable, Sendable {
    /// As the relay says it: S-1042.
    package let number: String
    package let session: Session
    /// nil before the approval.
    package let clock: GrantClock?
    package let technicianName: String
    package let organisationName: String
    /// The technician waits for the answer.
    package let watched: Bool
    /// Code of the ending, as the relay or the state machine named it.
    package let endedCode: String?
    /// Why the relay gave the last grant back; nil where nothing must happen first.
    package let waits: Waiting?
    /// When a person here said that what was to be prepared is there; nil: nobody has.
    package let ready: Timestamp?
    package let created: Timestamp
    package let changed: Timestamp

    /// A code with its parameters.
    package struct Waiting: Hashable, Sendable {
        package let code: String
        package let parameters: [String: String]

        package init(code: String, parameters: [String: String]) {
            self.code = code
            self.parameters = parameters
        }
    }

    package var id: SessionID { session.id }

    init(_ row: Row) throws {
        number = try row.value("number")
        session = try row.value("snapshot", as: StoredJSON<Session>.self).value
        clock = try row.value("clock", as: StoredJSON<GrantClock>?.self)?.value
        technicianName = try row.value("technician_name")
        organisationName = try row.value("organisation_name")
        watched = try row.value("watched")
        endedCode = try row.value("ended_code")
        waits = try row.value("waits_code", as: String?.self).map {
            Waiting(code: $0, parameters: try row.value("waits_parameters"))
        }
        ready = try row.value("ready")
        created = try row.value("created")
        changed = try row.value("changed")
    }
}
