package import Entitlement
package import Primitives
import Storage

/// What a customer owes for one priced part of a hold, or for a quote that was performed without one (invariant 2).
package struct StoredCharge: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable {
        /// The price was accepted; the work is reserved or under way.
        case accepted
        /// The work was done: `actual` is what it costs.
        case performed
        /// Nothing of it was used: nothing is owed, and its quote may be used again.
        case released
        case invoiced
        case paid
        case credited
    }

    package let id: ChargeID
    package let hold: HoldID?
    /// Which of the verdict's parts, from 0; nil without a hold.
    package let part: Int?
    package let quote: QuoteID?
    package let contract: ContractID?
    /// What `quantity` of it costs at most, with tax where a quote says so.
    package let cap: Money
    package let quantity: Quantity
    package let made: Timestamp
    package let state: State
    /// What was used in the end; nil until then.
    package let used: Quantity?
    /// At most `cap`; nil until the work was performed.
    package let actual: Money?

    /// The cap's share for what was used.
    func price(of used: Quantity) -> Money { cap.share(used, of: quantity) }
}

extension StoredCharge {
    /// A row of `charges` with its newest event's `state`, and `used` and `actual` of the performance.
    init(_ row: Row) throws {
        self.init(
            id: try row.value("id"), hold: try row.value("hold"), part: try row.value("part"), quote: try row.value("quote"),
            contract: try row.value("contract"), cap: try row.value("cap"), quantity: try row.value("quantity"),
            made: try row.value("made"), state: try row.word("state"), used: try row.value("used"),
            actual: try row.value("actual"))
    }
}
