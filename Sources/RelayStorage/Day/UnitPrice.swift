package import Entitlement
import Primitives

/// What one unit costs where a plan names a price, as far as it can be said before anything is asked.
package enum UnitPrice: Hashable, Sendable {
    case fixed(Money)
    /// By the tariff of the day, before tax and without the way there; nil: no version holds, or it has no such line.
    case tariff(Money?, name: String?)
    /// Somebody prices it by hand.
    case quote
    case denied
}

extension PriceRule {
    /// For one unit of the kind on a day.
    func unitPrice(
        of unit: ServiceUnit, by plan: PlanSnapshot, on date: CivilDate, in setting: EntitlementSetting
    ) -> UnitPrice {
        switch self {
        case .quote: return .quote
        case .fixed(let perUnit): return .fixed(perUnit)
        case .tariff(let rate):
            guard let tariff = plan.tariff.flatMap({ setting.tariff($0, on: date) }) else {
                return .tariff(nil, name: nil)
            }
            let work = PriceRate(line: rate.line, step: rate.step, minimum: rate.minimum)
            let estimate = (try? work.estimate(.one, unit, distance: nil, by: tariff)) ?? nil
            return .tariff(estimate?.total, name: tariff.name)
        }
    }
}
