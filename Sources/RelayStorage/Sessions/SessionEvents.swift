package import Primitives
package import Storage

/// One step of a session's timeline.
package struct StoredSessionEvent: Hashable, Sendable {
    package let state: String
    package let time: Timestamp
    package let code: String
    package let parameters: [String: String]
}

package struct SessionEvents {
    let transaction: Transaction

    /// For what happens without a change of state too: an operation, a lost connection.
    package func append(
        state: String, code: String, parameters: [String: String] = [:], to session: SessionID, at time: Timestamp
    ) throws {
        try transaction.execute(
            "INSERT INTO session_events (session, state, time, code, parameters) VALUES (?, ?, ?, ?, ?)",
            [session, state, time, code, parameters])
    }

    /// Oldest first.
    package func all(of session: SessionID) throws -> [StoredSessionEvent] {
        try transaction.query("SELECT * FROM session_events WHERE session = ? ORDER BY sequence", [session]).map {
            StoredSessionEvent(
                state: try $0.value("state"), time: try $0.value("time"), code: try $0.value("code"),
                parameters: try $0.value("parameters"))
        }
    }
}

extension Transaction {
    package var sessionEvents: SessionEvents { SessionEvents(transaction: self) }
}
