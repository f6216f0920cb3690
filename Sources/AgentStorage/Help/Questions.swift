import AuditStorage
import Cryptography
package import Primitives
package import Storage

/// The questions of people at this machine: kept before anything else is done with them, so that none is lost while the relay is
/// away.
package struct Questions {
    let transaction: Transaction

    /// Keeps a question. The same key and content again, of the same person, is the question that is here, and not new.
    ///
    /// Throws `call.conflict` for other content under the key, `agent.questions-full`.
    package func keep(_ new: NewQuestion, at time: Timestamp) throws -> (question: Question, isNew: Bool) {
        try sweep(at: time)
        let content = Digest.of(Array(new.product.utf8) + [0] + Array(new.text.utf8))
        if let known = try row(uid: new.uid, key: new.key) {
            guard try known.value("content_digest", as: Digest.self) == content else {
                throw Failure(.callConflict, ["family": "help", "id": new.key])
            }
            return (try Question(known), false)
        }
        let waiting = try transaction.value("SELECT count(*) FROM questions WHERE answered IS NULL", as: Int.self) ?? 0
        guard waiting < QuestionLimits.waiting else {
            throw Failure(.agentQuestionsFull, ["limit": String(QuestionLimits.waiting)])
        }
        try transaction.execute(
            """
            INSERT INTO questions (uid, key, relay_key, content_digest, product, text, person, stored)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                Int64(new.uid), new.key, HelpRequestID.random().description, content, new.product, new.text, new.person, time,
            ])
        guard let kept = try row(uid: new.uid, key: new.key) else { throw Failure(.storageNoSuchRow, ["id": new.key]) }
        return (try Question(kept), true)
    }

    package func find(relayKey: String) throws -> Question? {
        try transaction.first("SELECT * FROM questions WHERE relay_key = ?", [relayKey]).map { try Question($0) }
    }

    /// What the relay does not have, oldest first.
    package func waiting() throws -> [Question] {
        try transaction.query("SELECT * FROM questions WHERE answered IS NULL ORDER BY stored, rowid").map { try Question($0) }
    }

    /// What the relay does not have, and what it refused, newest first.
    package func unsent() throws -> [Question] {
        try transaction.query("SELECT * FROM questions WHERE number IS NULL ORDER BY stored DESC, rowid DESC")
            .map { try Question($0) }
    }

    /// The relay has it: its text goes from here.
    package func taken(_ relayKey: String, number: String, due: Timestamp?, at time: Timestamp) throws {
        try transaction.execute(
            """
            UPDATE questions SET answered = ?, number = ?, due = ?, text = '', refusal = NULL, refusal_parameters = NULL
            WHERE relay_key = ?
            """, [time, number, due, relayKey])
    }

    /// The relay will not take it.
    package func refused(_ relayKey: String, _ failure: Failure, at time: Timestamp) throws {
        try transaction.execute(
            "UPDATE questions SET answered = ?, refusal = ?, refusal_parameters = ? WHERE relay_key = ? AND number IS NULL",
            [time, failure.code.rawValue, failure.parameters, relayKey])
    }

    /// Whoever asked was told of the refusal.
    package func remove(_ relayKey: String) throws {
        try transaction.execute("DELETE FROM questions WHERE relay_key = ?", [relayKey])
    }

    private func sweep(at time: Timestamp) throws {
        try transaction.execute(
            "DELETE FROM questions WHERE (number IS NOT NULL AND answered <= ?) OR (refusal IS NOT NULL AND answered <= ?)",
            [time - QuestionLimits.memory, time - QuestionLimits.refusalRetention])
    }

    private func row(uid: UInt32, key: String) throws -> Row? {
        try transaction.first("SELECT * FROM questions WHERE uid = ? AND key = ?", [Int64(uid), key])
    }
}

extension Transaction {
    package var questions: Questions { Questions(transaction: self) }
}
