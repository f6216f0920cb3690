package import Entitlement
package import Primitives

/// How a session's line was settled.
package struct LineSettlement: Hashable, Sendable {
    package let hold: HoldID
    package let state: Hold.State
    /// What was used in all; zero while a dispute waits.
    package let consumed: Quantity
    /// The signed outcome's summary; nil where the hold ended by itself.
    package let basis: SettlementBasis?
    package let decision: DisputeDecision?
    /// The ledger's entries; nil where nothing was held or counted.
    package let closeEntry: LedgerTransactionID?
    package let useEntry: LedgerTransactionID?
    package let settled: Timestamp
}

/// What an admin decided about a disputed line.
package struct DisputeDecision: Hashable, Codable, Sendable {
    /// What is consumed, from nothing to all that is held.
    package let used: Quantity
    package let decidedBy: String
    package let reason: String

    package init(used: Quantity, decidedBy: String, reason: String) {
        self.used = used
        self.decidedBy = decidedBy
        self.reason = reason
    }
}
