import AuditStorage
package import Cryptography
package import Primitives
package import Sessions
package import Storage

/// What was answered to which call, so that a call sent again has no second effect (design of trust, "Time, ids, replay").
package struct Answers {
    /// How long answers are kept after their session's end.
    package static let retention: Duration = .seconds(7 * 86_400)

    /// How long answers to calls outside sessions are kept: longer than a caller goes on repeating a call. What the call did
    /// to the ledger, a record or a quote is recognised by its own key for ever.
    package static let unboundRetention: Duration = .seconds(30 * 86_400)

    let transaction: Transaction

    /// The stored answer, when the same bytes were sent before; nil when the call is new.
    ///
    /// Throws `call.conflict` when other bytes came under this key (H36). `call` is the digest of what was signed or sent.
    package func find(_ key: CallKey, call: Digest) throws -> [UInt8]? {
        let row = try transaction.first(
            "SELECT call_digest, answer FROM answers WHERE principal = ? AND family = ? AND id = ?",
            [key.principal, key.family, key.id])
        guard let row else { return nil }
        switch Idempotency.judge(stored: try row.value("call_digest"), found: call) {
        case .new: return nil
        case .same: return try row.value("answer")
        case .conflict: throw Failure(.callConflict, ["family": key.family, "id": key.id])
        }
    }

    /// Keeps the answer, in the transaction of the effect. Without a session it is kept for
    /// `unboundRetention`, with one until `retention` after the session's end.
    package func store(
        _ key: CallKey, call: Digest, answer: [UInt8], session: SessionID? = nil, at time: Timestamp
    ) throws {
        let keepUntil = session == nil ? time + Self.unboundRetention : nil
        try transaction.execute(
            "INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [key.principal, key.family, key.id, call, answer, session, time, keepUntil])
    }

    /// The stored answer, or the new one that the effect makes and that is stored with it.
    package func once(
        _ key: CallKey, call: Digest, session: SessionID? = nil, at time: Timestamp, effect: () throws -> [UInt8]
    ) throws -> [UInt8] {
        if let answer = try find(key, call: call) { return answer }
        let answer = try effect()
        try store(key, call: call, answer: answer, session: session, at: time)
        return answer
    }

    /// The session ended: its answers may go after the retention.
    package func sessionEnded(_ session: SessionID, at time: Timestamp) throws {
        try transaction.execute(
            "UPDATE answers SET keep_until = ? WHERE session = ? AND keep_until IS NULL", [time + Self.retention, session])
    }

    /// Removes what may go; returns how many.
    @discardableResult
    package func sweep(at time: Timestamp) throws -> Int {
        try transaction.execute("DELETE FROM answers WHERE keep_until <= ?", [time])
    }
}

extension Transaction {
    package var answers: Answers { Answers(transaction: self) }
}
