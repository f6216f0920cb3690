/// What work costs that no quota covers. Rates by tariff join here as a further case.
package enum PriceRule: Hashable, Codable, Sendable {
    /// So many rials per unit.
    case fixed(perUnit: Money)
    /// The work needs a priced quote that the customer accepts first.
    case quote
}
