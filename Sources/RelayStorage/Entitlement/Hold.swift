package import Entitlement
package import Primitives

/// The reservation of one piece of work. Free and uncounted work has one too, which keeps no units: so every line is
/// closed the same way, once.
package struct Hold: Hashable, Sendable {
    package enum State: String, Sendable {
        case open
        /// The outcome leaves doubt; an admin decides, and until then nothing is consumed.
        case disputed
        case closed
    }

    package let id: HoldID
    package let contract: ContractID?
    package let work: WorkReference
    /// The verdict by which it was made.
    package let verdict: EntitlementVerdict
    package let acceptedPrice: Money
    /// The ledger's entry; nil where nothing is held.
    package let entry: LedgerTransactionID?
    package let state: State
    package let made: Timestamp
    /// When it ends by itself at the latest.
    package let ends: Timestamp
    package let legs: [HoldLeg]
    /// The ticket or trouble that it belongs to, folded; quotas that count incidents draw once for it.
    package let incident: String?
}

extension Hold {
    /// By what the log's entries about it are found.
    var logged: [String: String] { Self.logged(id, contract) }

    static func logged(_ id: HoldID, _ contract: ContractID?) -> [String: String] {
        var ids = ["hold": id.description]
        ids["contract"] = contract?.description
        return ids
    }
}
