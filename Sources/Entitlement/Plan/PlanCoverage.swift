/// What one side of a rule gives: inside its interval, after it, or where its predicate fails.
package enum PlanCoverage: Hashable, Codable, Sendable {
    /// Zero-rated: nothing is ever posted (invariant 13).
    case free
    /// Covered without a limit; each use is still posted, so that it can be counted.
    case uncounted
    /// Draws on these quotas in this order; what they cannot cover costs `beyond`.
    case quota(names: [QuotaName], beyond: PriceRule)
    case priced(PriceRule)
    case denied
}
