package import Primitives

/// Who does what when, for one entry of the ledger.
package struct LedgerContext: Sendable {
    /// The idempotency key: unique in the ledger for ever.
    package let key: String
    /// A technician's or machine's id, or `relay`.
    package let actor: String
    package let reason: String
    package let occurredAt: Timestamp
    package let recordedAt: Timestamp

    /// `recordedAt` is `occurredAt` unless the work is written down late.
    package init(key: String, actor: String, reason: String, occurredAt: Timestamp, recordedAt: Timestamp? = nil) {
        self.key = key
        self.actor = actor
        self.reason = reason
        self.occurredAt = occurredAt
        self.recordedAt = recordedAt ?? occurredAt
    }
}
