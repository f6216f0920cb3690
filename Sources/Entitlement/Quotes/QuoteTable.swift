/// Every (state × event) cell of a quote; Docs/states.md shows it to people.
package enum QuoteTable {
    package enum Cell: Hashable, Sendable {
        case go(QuoteState)
        /// The same event again has no second effect.
        case repeated
        case refuse
    }

    package static func cell(_ state: QuoteState, _ event: QuoteEvent) -> Cell {
        switch (state, event) {
        case (.quoted, .accept): .go(.accepted)
        case (.quoted, .lapse): .go(.lapsed)
        case (.quoted, .withdraw), (.accepted, .withdraw): .go(.withdrawn)
        case (.accepted, .pay): .go(.prepaid)
        case (.accepted, .perform), (.prepaid, .perform): .go(.performed)
        case (.performed, .invoice): .go(.invoiced)
        case (.performed, .pay), (.invoiced, .pay): .go(.paid)
        // What was paid or done is never just dropped: another paper gives it back.
        case (.prepaid, .credit), (.performed, .credit), (.invoiced, .credit), (.paid, .credit): .go(.credited)
        case (.accepted, .accept), (.prepaid, .pay), (.performed, .perform), (.invoiced, .invoice), (.paid, .pay),
            (.credited, .credit), (.withdrawn, .withdraw), (.lapsed, .lapse):
            .repeated
        default: .refuse
        }
    }
}
