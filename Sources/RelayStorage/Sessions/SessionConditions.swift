package import Entitlement
package import Primitives
package import Storage

/// What must still happen before a session's grant counts: prerequisites that the customer prepares, a second person's word
/// (requirements A14, B4).
package struct SessionConditions {
    let transaction: Transaction

    /// Notes that the session's verdict has this condition; once is enough, and what was met stays so.
    package func require(_ code: String, of session: SessionID) throws {
        try transaction.execute(
            "INSERT INTO session_conditions (session, code) VALUES (?, ?) ON CONFLICT DO NOTHING", [session, code])
    }

    /// Notes that it is met; false where it was before, or is none of the session's.
    package func meet(_ code: String, of session: SessionID, by actor: String, at time: Timestamp) throws -> Bool {
        try transaction.execute(
            "UPDATE session_conditions SET met_by = ?, met = ? WHERE session = ? AND code = ? AND met IS NULL",
            [actor, time, session, code]) == 1
    }

    /// Who met it; nil: nobody has yet.
    package func metBy(_ code: String, of session: SessionID) throws -> String? {
        try transaction.value(
            "SELECT met_by FROM session_conditions WHERE session = ? AND code = ?", [session, code], as: String?.self) ?? nil
    }

    /// Whether the session's verdict has it at all.
    package func has(_ code: String, of session: SessionID) throws -> Bool {
        try transaction.value("SELECT 1 FROM session_conditions WHERE session = ? AND code = ?", [session, code], as: Int.self)
            != nil
    }

    /// Open sessions that wait for it, the oldest first.
    package func waiting(for code: String, scope: OrganisationScope) throws -> [SessionID] {
        try transaction.query(
            """
            SELECT sessions.id FROM session_conditions JOIN sessions ON sessions.id = session_conditions.session
            WHERE session_conditions.code = ?2 AND met IS NULL AND is_open = 1 AND \(scope.condition(parameter: 1))
            ORDER BY sessions.number
            """, [scope.storedOrganisation, code]
        ).map { try $0.value("id") }
    }
}

extension Transaction {
    package var sessionConditions: SessionConditions { SessionConditions(transaction: self) }
}
