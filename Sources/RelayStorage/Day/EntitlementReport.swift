package import Entitlement
import Primitives

/// What a contract gives: the data of one page (issue 3, "hamyar entitlement").
package struct EntitlementReport: Hashable, Sendable {
    package let contract: Contract
    package let customer: Customer
    package let lines: [LineReport]
    /// The customer's, in the club.
    package let points: Int64
}

/// What one line gives, by its term of today; where there is none, by the last one.
package struct LineReport: Hashable, Sendable {
    package let line: ContractLine
    package let term: Term
    /// The first day after the guarantee.
    package let guaranteeEnd: CivilDate
    /// Whether today is in the support interval.
    package let isInside: Bool
    /// Whole days until the term's end, today counted; 0 once it is over.
    package let daysLeft: Int
    package let quotas: [QuotaReport]
    /// A row for each kind and place, in the plan's order; `assessment` is left out, because it is always free.
    package let kinds: [KindReport]
    /// Open ones, newest first.
    package let quotes: [Quote]
}

package struct QuotaReport: Hashable, Sendable {
    package let quota: PlanQuota
    package let balances: Balances
    /// What one unit costs once it is used up; nil where no rule draws on it.
    package let beyond: UnitPrice?
}

package struct KindReport: Hashable, Sendable {
    package enum Cover: Hashable, Sendable {
        case free
        case uncounted
        case quota([QuotaName])
        case priced(UnitPrice)
        case denied
    }

    package let kind: ServiceKindName
    package let title: LocalizedText
    package let unit: ServiceUnit
    package let place: ServicePlace
    package let rule: String
    package let inside: Cover
    /// After the interval.
    package let outside: Cover
    /// How often it was used without a limit.
    package let used: Quantity
}
