package import Primitives

/// An insert-only entry of the ledger: nothing is edited, corrections are entries of their own.
package struct LedgerTransaction: Hashable, Sendable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        case grant
        case hold
        case close
        /// The use of a covered kind that no quota counts.
        case use
        case expire
        case refund
        case reverse
        case adjust
    }

    package let id: LedgerTransactionID
    package let kind: Kind
    package let contract: ContractID
    /// Same key and content: the same transaction; other content: a conflict (invariant 5). Kept for ever.
    package let key: String
    /// The canonical JSON of what was asked for, which decides whether a repeated key is a repetition.
    package let content: String
    /// Who did it: a technician's or machine's id, or `relay`.
    package let actor: String
    package let reason: String
    package let occurredAt: Timestamp
    package let recordedAt: Timestamp
    package let work: WorkReference?
    /// What a reversal negates.
    package let reverses: LedgerTransactionID?
    package let postings: [Posting]

    package init(
        id: LedgerTransactionID, kind: Kind, contract: ContractID, key: String, content: String, actor: String, reason: String,
        occurredAt: Timestamp, recordedAt: Timestamp, work: WorkReference? = nil,
        reverses: LedgerTransactionID? = nil,
        postings: [Posting]
    ) {
        self.id = id
        self.kind = kind
        self.contract = contract
        self.key = key
        self.content = content
        self.actor = actor
        self.reason = reason
        self.occurredAt = occurredAt
        self.recordedAt = recordedAt
        self.work = work
        self.reverses = reverses
        self.postings = postings
    }
}
