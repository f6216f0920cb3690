package import Primitives
package import Storage

/// What something was prepared for (requirement B4).
package enum ReadinessSubject: Hashable, Sendable {
    case session(SessionID)
    case helpRequest(HelpRequestID)

    var description: String {
        switch self {
        case .session(let id): id.description
        case .helpRequest(let id): id.description
        }
    }
}

/// That the customer has prepared what was announced.
package struct ReadinessNote: Hashable, Sendable {
    package let machine: String
    package let person: String
    package let time: Timestamp
}

/// The customers' word that prerequisites are there.
package struct Readiness {
    let transaction: Transaction

    /// Notes it; a help request that waited waits no more. Said again while nothing has changed, it is noted once.
    ///
    /// Throws `help.state` for a closed help request, `storage.no-such-row`.
    package func ready(
        _ subject: ReadinessSubject, by machine: MachineID, person: String = "", at time: Timestamp
    ) throws {
        if case .helpRequest(let id) = subject {
            let before = try transaction.helpRequests.events(of: id).count
            _ = try transaction.helpRequests.ready(id, by: machine, at: time)
            guard try transaction.helpRequests.events(of: id).count > before else { return }
        } else if try last(subject) != nil {
            return
        }
        try transaction.execute(
            "INSERT INTO readiness (subject, actor, person, time) VALUES (?, ?, ?, ?)",
            [subject.description, machine, person, time])
    }

    /// The newest note; nil: nobody has said so.
    package func last(_ subject: ReadinessSubject) throws -> ReadinessNote? {
        try transaction.first(
            "SELECT * FROM readiness WHERE subject = ? ORDER BY sequence DESC LIMIT 1", [subject.description]
        ).map { ReadinessNote(machine: try $0.value("actor"), person: try $0.value("person"), time: try $0.value("time")) }
    }
}

extension Transaction {
    package var readiness: Readiness { Readiness(transaction: self) }
}
