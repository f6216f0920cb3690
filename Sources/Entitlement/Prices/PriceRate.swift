/// How a tariff's rate makes a price: rate × quantity, rounded up to the step, at least the minimum, and travel beside it
/// (requirement A21).
package struct PriceRate: Hashable, Codable, Sendable {
    /// The code of a tariff line: `remote-hour`.
    package let line: String
    /// In the unit of the tariff line; nil: no rounding.
    package let step: Quantity?
    package let minimum: Quantity?
    /// The code of the tariff line for the way there: by kilometre of the route, or once where it counts.
    package let travel: String?

    package init(line: String, step: Quantity? = nil, minimum: Quantity? = nil, travel: String? = nil) {
        self.line = line
        self.step = step
        self.minimum = minimum
        self.travel = travel
    }
}
