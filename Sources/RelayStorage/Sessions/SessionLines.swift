package import Primitives
package import Sessions
package import Storage

/// A line of a session, and what became of its reservation.
package struct StoredSessionLine: Hashable, Sendable {
    package enum Settlement: String, Sendable {
        /// Nothing was held: free, priced or not yet granted.
        case none
        case held, consumed, returned, disputed
    }

    package let session: SessionID
    package let line: SessionLine
    package let hold: HoldID?
    package let settlement: Settlement
    /// Thousandths of the unit.
    package let consumed: Int64

    init(_ row: Row) throws {
        session = try row.value("session")
        line = try SessionLine(
            number: try row.value("number"), kind: try row.value("kind"), place: try row.word("place"),
            quantity: try row.value("quantity"), contractLine: try row.value("contract_line"),
            quote: try row.value("quote"))
        hold = try row.value("hold")
        settlement = try row.word("settlement")
        consumed = try row.value("consumed")
    }
}

/// The lines of sessions; the ledger itself is Entitlement's.
package struct SessionLines {
    let transaction: Transaction

    package func insert(_ line: SessionLine, in session: SessionID) throws {
        try transaction.execute(
            "INSERT INTO session_lines (session, number, kind, place, quantity, contract_line, quote) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [session, line.number, line.kind, line.place.rawValue, line.quantity, line.contractLine, line.quote])
    }

    package func all(of session: SessionID) throws -> [StoredSessionLine] {
        try transaction.query("SELECT * FROM session_lines WHERE session = ? ORDER BY number", [session])
            .map { try StoredSessionLine($0) }
    }

    /// Notes the line's one reservation. Throws `identity.state` when it has one already.
    package func hold(_ hold: HoldID, line: Int, of session: SessionID) throws {
        let changed = try transaction.execute(
            "UPDATE session_lines SET hold = ?, settlement = 'held' WHERE session = ? AND number = ? AND hold IS NULL",
            [hold, session, line])
        try require(changed, line, session)
    }

    /// Notes how the line ended; a disputed line may be settled once more. Throws `identity.state` when it ended before.
    package func settle(
        _ settlement: StoredSessionLine.Settlement, consumed: Int64, line: Int, of session: SessionID
    ) throws {
        let changed = try transaction.execute(
            """
            UPDATE session_lines SET settlement = ?, consumed = ?
            WHERE session = ? AND number = ? AND settlement IN ('none', 'held', 'disputed')
            """,
            [settlement.rawValue, consumed, session, line])
        try require(changed, line, session)
    }

    private func require(_ changed: Int, _ line: Int, _ session: SessionID) throws {
        guard changed == 1 else {
            throw Failure(.identityState, ["id": session.description, "line": String(line), "state": "settled"])
        }
    }
}

extension Transaction {
    package var sessionLines: SessionLines { SessionLines(transaction: self) }
}
