package import Primitives
package import Storage

/// A call that must reach the relay, however long it is away: a denial, a revocation.
package struct OutboxEntry: Hashable, Sendable {
    package let sequence: Int64
    package let session: SessionID
    package let method: String
    /// The call's message.
    package let message: [UInt8]
}

/// Calls that wait for the relay, in their order.
package struct Outbox {
    let transaction: Transaction

    /// In the transaction of what it reports.
    package func append(method: String, message: [UInt8], session: SessionID, at time: Timestamp) throws {
        try transaction.execute(
            "INSERT INTO outbox (session, method, message, stored) VALUES (?, ?, ?, ?)", [session, method, message, time])
    }

    /// Oldest first.
    package func pending() throws -> [OutboxEntry] {
        try transaction.query("SELECT * FROM outbox ORDER BY sequence").map {
            OutboxEntry(
                sequence: try $0.value("sequence"), session: try $0.value("session"), method: try $0.value("method"),
                message: try $0.value("message"))
        }
    }

    /// The relay has answered, whatever it said.
    package func remove(_ sequence: Int64) throws {
        try transaction.execute("DELETE FROM outbox WHERE sequence = ?", [sequence])
    }
}

extension Transaction {
    package var outbox: Outbox { Outbox(transaction: self) }
}
