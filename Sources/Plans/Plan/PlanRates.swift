package import Entitlement

extension PlanRule {
    /// The rates that the rule can name, in the order of its coverages.
    package var rates: [PriceRate] {
        coverages.compactMap { coverage in
            switch coverage {
            case .priced(.tariff(let rate)), .quota(_, beyond: .tariff(let rate)): rate
            case .free, .uncounted, .denied, .priced, .quota: nil
            }
        }
    }
}
