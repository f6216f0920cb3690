import Testing

/// A change of one key's value in `KeyEffectPlan`, and what must be different then (invariant 11).
struct KeyEffect: Sendable, CustomTestStringConvertible {
    enum Aspect: Sendable, CaseIterable {
        /// What is covered, denied, drawn on, and under which conditions.
        case verdict
        /// What it costs, or would.
        case price
        /// When the vendor means to be done, or the service is due again.
        case due
        /// What a person reads.
        case sentence
        /// What a success adds to the customer's points.
        case points
    }

    /// `rule.places`, as `MappingSchema.paths` writes it.
    let key: String
    let right: String
    let wrong: String
    let aspect: Aspect

    init(_ key: String, _ right: String, _ wrong: String, _ aspect: Aspect) {
        self.key = key
        self.right = right
        self.wrong = wrong
        self.aspect = aspect
    }

    var testDescription: String { key }
}
