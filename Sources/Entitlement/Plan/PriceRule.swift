/// What work costs that no quota covers.
package enum PriceRule: Hashable, Codable, Sendable {
    /// So many rials per unit, accepted at the prompt.
    case fixed(perUnit: Money)
    /// The work needs a priced quote that the customer accepts first; somebody prices it by hand.
    case quote
    /// The same, and the tariff says what it will cost.
    case tariff(PriceRate)
}
