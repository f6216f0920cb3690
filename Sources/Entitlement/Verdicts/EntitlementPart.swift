package import Primitives

/// What happens to one portion of the quantity that was asked for.
package struct EntitlementPart: Hashable, Codable, Sendable {
    package enum Treatment: String, Codable, Sendable {
        case covered
        case free
        case priced
        case denied
    }

    /// What the ledger will do for it.
    package enum Effect: String, Codable, Sendable {
        case nothing
        /// Units of the bucket are held, then consumed.
        case hold
        /// Late: units that expired are taken after all, held and consumed.
        case late
        /// The use is posted at the end; no quota changes.
        case tally
    }

    package enum Price: Hashable, Codable, Sendable {
        /// For the whole part.
        case fixed(total: Money)
        /// A quote must be made and accepted first; somebody prices it by hand.
        case quote
        /// A quote must be made and accepted first; by the tariff it will be so much, before tax.
        case estimate(total: Money, tariff: TariffName)
        /// A quote was made; `total` is with tax. Accepted before, it is not asked for again.
        case quoted(total: Money, number: Int64, isAccepted: Bool)

        /// Whether nothing may be held before somebody makes a quote.
        package var needsQuote: Bool {
            switch self {
            case .quote, .estimate: true
            case .fixed, .quoted: false
            }
        }
    }

    package let quantity: Quantity
    package let unit: ServiceUnit
    package let treatment: Treatment
    package let reason: EntitlementReason
    /// The plan's rule id, or `vendor-initiated`, `prospect`, `none`.
    package let rule: String
    package let effect: Effect
    package let bucket: BucketID?
    package let quota: QuotaName?
    /// What the bucket will have available after this part; nil where nothing is drawn on.
    package let leftAfter: Quantity?
    package let price: Price?

    package init(
        quantity: Quantity, unit: ServiceUnit, treatment: Treatment, reason: EntitlementReason, rule: String,
        effect: Effect = .nothing, bucket: BucketID? = nil, quota: QuotaName? = nil, leftAfter: Quantity? = nil,
        price: Price? = nil
    ) {
        self.quantity = quantity
        self.unit = unit
        self.treatment = treatment
        self.reason = reason
        self.rule = rule
        self.effect = effect
        self.bucket = bucket
        self.quota = quota
        self.leftAfter = leftAfter
        self.price = price
    }
}
