/// Why a part is as it is; `Sentences` makes the sentence from the code and the part's and reason's parameters.
///
/// Where a reason names a `quota`, its title stands beside it as `persian` and `english`.
package struct EntitlementReason: Hashable, Codable, Sendable {
    /// An open set, like failure codes.
    package struct Code: RawRepresentable, Hashable, Codable, Sendable {
        package let rawValue: String

        package init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// Draws on a quota: `quota`.
        package static let coveredByQuota = Code(rawValue: "covered.quota")
        /// Covered without a limit, the use is counted.
        package static let coveredUncounted = Code(rawValue: "covered.uncounted")
        /// Draws on what expired of a quota, because it was done in time and written down late: `quota`.
        package static let coveredLate = Code(rawValue: "covered.late")
        /// Work under this reference drew on the quota already: `quota`, `incident`.
        package static let coveredIncident = Code(rawValue: "covered.incident")
        /// Free by the plan's rule, inside or outside.
        package static let freeByRule = Code(rawValue: "free.rule")
        /// The vendor works for its own defects.
        package static let freeForVendor = Code(rawValue: "free.vendor")
        /// Demo and assessment for somebody without an active contract.
        package static let freeForProspect = Code(rawValue: "free.prospect")
        /// The quotas cannot cover it: `quota`, or of several their number `quotas`; `asked`, `left` (of `unit`).
        package static let pricedBeyondQuota = Code(rawValue: "priced.beyond-quota")
        /// After the interval: `interval`, `ended` (the first civil day after it); before the first term: `starts`.
        package static let pricedOutside = Code(rawValue: "priced.outside")
        /// The release came out while no window of the line was open: `released` (its day), `interval`.
        package static let pricedByRelease = Code(rawValue: "priced.release")
        /// Inside, and the plan's rule prices it.
        package static let pricedByRule = Code(rawValue: "priced.rule")
        /// The distance is too long: `metres`, `limit`.
        package static let pricedByDistance = Code(rawValue: "priced.distance")
        /// For another platform than the line's: `asked`, `platform`.
        package static let pricedByPlatform = Code(rawValue: "priced.platform")
        /// For another version than the one that was bought: `asked`, `version`.
        package static let pricedByVersion = Code(rawValue: "priced.version")
        /// The licence's host changed without coordination: `days` (the lead time in business days).
        package static let pricedUncoordinated = Code(rawValue: "priced.uncoordinated")
        /// Nobody knows the distance, and the rule asks for it: `limit` (metres).
        package static let deniedUnknownDistance = Code(rawValue: "denied.distance-unknown")
        /// Nothing or less than nothing was asked: `asked`.
        package static let deniedQuantity = Code(rawValue: "denied.quantity")
        /// The line's plan has no such kind: `kind`.
        package static let deniedUnknownKind = Code(rawValue: "denied.kind-unknown")
        /// The kind is not given there: `kind`, `place`, `places`.
        package static let deniedPlace = Code(rawValue: "denied.place")
        /// Not through this channel: `channel`, `channels`.
        package static let deniedChannel = Code(rawValue: "denied.channel")
        /// The quantity's unit cannot be changed into the kind's: `unit`, `needed`.
        package static let deniedUnit = Code(rawValue: "denied.unit")
        /// The quotas cannot cover it, and the contract gives no more: `quota` or `quotas`, `asked`, `left` (of `unit`).
        package static let deniedOverdraw = Code(rawValue: "denied.overdraw")
        /// The rule depends on a business calendar that nobody imported, or that has no hours: `calendar`.
        package static let deniedUnknownCalendar = Code(rawValue: "denied.calendar-unknown")
        /// No contract covers this customer: only demo and assessment are given.
        package static let deniedWithoutContract = Code(rawValue: "denied.no-contract")
        /// The contract is not active: `state`.
        package static let deniedByState = Code(rawValue: "denied.contract-state")
        /// The line has no term at all.
        package static let deniedWithoutTerm = Code(rawValue: "denied.no-term")
        /// The plan's rule denies it; outside of the interval with the values of `priced.outside` or
        /// `priced.release`.
        package static let deniedByRule = Code(rawValue: "denied.rule")
        /// The books lack a bucket that the plan names: `quota`; the ledger needs repair.
        package static let deniedWithoutBucket = Code(rawValue: "denied.no-bucket")
        /// The price is no number that money can hold.
        package static let deniedOverflow = Code(rawValue: "denied.overflow")
    }

    package let code: Code
    package let parameters: [String: String]

    package init(_ code: Code, _ parameters: [String: String] = [:]) {
        self.code = code
        self.parameters = parameters
    }
}
