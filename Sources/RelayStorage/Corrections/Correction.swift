package import Entitlement
package import Primitives
import Storage

/// A change of the ledger that two admins make: one proposes, another one confirms.
package struct Correction: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable {
        case proposed
        case applied
        case rejected
    }

    package enum Change: Hashable, Codable, Sendable {
        /// Gives more, or with a negative amount takes back what is available.
        case adjust(bucket: BucketID, amount: Quantity)
        /// Gives consumed units back.
        case refund(bucket: BucketID, quantity: Quantity)
        /// Negates an entry exactly, at most once (invariant 6).
        case reverse(entry: LedgerTransactionID)
    }

    package let id: CorrectionID
    /// Shown as `K-3`.
    package let number: Int64
    package let contract: ContractID
    package let change: Change
    package let reason: String
    package let proposedBy: TechnicianID
    package let proposed: Timestamp
    package let state: State
    /// Who confirmed or rejected it.
    package let decidedBy: TechnicianID?
    package let decided: Timestamp?
    /// What it became in the ledger.
    package let entry: LedgerTransactionID?

    var name: String { "K-\(number)" }

    init(_ row: Row) throws {
        id = try row.value("id")
        number = try row.value("number")
        contract = try row.value("contract")
        change = try row.json("content")
        reason = try row.value("reason")
        proposedBy = try row.value("proposed_by")
        proposed = try row.value("proposed")
        state = try row.word("state")
        decidedBy = try row.value("decided_by")
        decided = try row.value("decided")
        entry = try row.value("entry")
    }
}
