package import Primitives
package import Storage

/// The signed objects of sessions, the same for relay and agent: insert-only; the newest of a kind is in force.
package struct SessionObjects {
    /// The table, for each side's migration; it stands beside a table `sessions` with a text `id`.
    package static let table = """
        -- Owner: Sessions. Insert-only evidence, the newest of a kind is in force; kept as long as the customer's
        -- contract binds. Erasure: delete a session's rows when the customer may demand it; the log's leaves stay.
        CREATE TABLE session_objects (
            sequence INTEGER PRIMARY KEY, session TEXT NOT NULL REFERENCES sessions (id), kind TEXT NOT NULL,
            object BLOB NOT NULL, object_digest BLOB NOT NULL, stored INTEGER NOT NULL,
            UNIQUE (session, kind, object_digest)
        ) STRICT;
        """

    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case request, verdict, grant, activation, denial, revocation, end
    }

    let transaction: Transaction

    /// Adding the same object again changes nothing.
    package func append(_ object: StoredSigned, kind: Kind, to session: SessionID, at time: Timestamp) throws {
        try transaction.execute(
            """
            INSERT INTO session_objects (session, kind, object, object_digest, stored) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (session, kind, object_digest) DO NOTHING
            """,
            [session, kind.rawValue, object.bytes, object.digest, time])
    }

    /// What is in force in the session.
    package func current(of session: SessionID) throws -> [Kind: StoredSigned] {
        var current: [Kind: StoredSigned] = [:]
        let rows = try transaction.query(
            "SELECT kind, object, object_digest FROM session_objects WHERE session = ? ORDER BY sequence", [session])
        for row in rows { current[try row.word("kind")] = try row.signed("object") }
        return current
    }

    package func current(_ kind: Kind, of session: SessionID) throws -> StoredSigned? {
        try transaction.first(
            """
            SELECT object, object_digest FROM session_objects WHERE session = ? AND kind = ?
            ORDER BY sequence DESC LIMIT 1
            """,
            [session, kind.rawValue]
        )?.signed("object")
    }
}

extension Transaction {
    package var sessionObjects: SessionObjects { SessionObjects(transaction: self) }
}
