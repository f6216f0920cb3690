import Entitlement
import Primitives

extension PlanWarnings {
    /// Rates that a known version of the plan's tariff does not have, or has in a unit that the kind's cannot become: they
    /// are priced by hand.
    func rates(in tariffs: [TariffVersion]) -> [Failure] {
        guard let source = plan.tariff, !tariffs.isEmpty else { return [] }
        let versions = tariffs.filter { $0.source == source }
        guard !versions.isEmpty else { return [warning(.planTariffUnknown, "tariff", ["tariff": source])] }
        return plan.kinds.flatMap { kind in
            kind.rules.flatMap { rule in
                let rates = Self.unique(rule.rates)
                return versions.flatMap { version in
                    rates.flatMap { warnings(of: $0, in: version, kind, "kinds.\(kind.name).rules.\(rule.id)") }
                }
            }
        }
    }

    private func warnings(of rate: PriceRate, in version: TariffVersion, _ kind: PlanKind, _ path: String) -> [Failure] {
        var found: [Failure] = []
        for code in [rate.line] + (rate.travel.map { [$0] } ?? []) where version.line(code) == nil {
            found.append(warning(.planRateUnknown, path, ["rate": code, "tariff": version.name]))
        }
        let work = version.line(rate.line).flatMap { $0.unit.prices(kind.unit) ? nil : $0 }
        let way = rate.travel.flatMap { version.line($0) }.flatMap { $0.unit.pricesTheWay ? nil : $0 }
        for line in [work, way].compactMap(\.self) {
            let parameters = ["rate": line.code, "unit": line.unit.rawValue, "kind": kind.name.rawValue, "tariff": version.name]
            found.append(warning(.planRateUnit, path, parameters))
        }
        return found
    }

    private static func unique(_ rates: [PriceRate]) -> [PriceRate] {
        var seen: Set<PriceRate> = []
        return rates.filter { seen.insert($0).inserted }
    }
}

extension TariffLine.Unit {
    /// Whether a quantity in that unit can be charged in this one: time becomes time, what is counted stays counted.
    fileprivate func prices(_ unit: ServiceUnit) -> Bool {
        switch self {
        case .count: unit == .count
        case .minute, .hour, .personDay: unit != .count
        case .kilometre: false
        }
    }

    /// By kilometre of the route, or once.
    fileprivate var pricesTheWay: Bool { self == .kilometre || self == .count }
}
