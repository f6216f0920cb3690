/// Where a quote stands. The raw values are those of storage and of the protocol.
package enum QuoteState: String, Codable, Sendable, CaseIterable {
    /// Made, and the customer has not answered.
    case quoted
    /// A named person said yes; its price stays.
    case accepted
    /// Paid before the work.
    case prepaid
    /// The work was done, and what it costs is known.
    case performed
    case invoiced
    /// Paid after the work.
    case paid
    /// The money was given back, or is no longer asked for.
    case credited
    /// Taken back by the vendor, before anything was done by it.
    case withdrawn
    /// Not accepted in its time.
    case lapsed

    /// Whether work may still come of it.
    package var isOpen: Bool { self == .quoted || self == .accepted || self == .prepaid }

    /// The states that may come next.
    package var next: Set<QuoteState> {
        Set(
            QuoteEvent.allCases.compactMap { event in
                guard case .go(let state) = QuoteTable.cell(self, event) else { return nil }
                return state
            })
    }
}

/// What happens to a quote.
package enum QuoteEvent: String, Codable, Sendable, CaseIterable {
    case accept
    case pay
    case perform
    case invoice
    case credit
    case withdraw
    case lapse
}
