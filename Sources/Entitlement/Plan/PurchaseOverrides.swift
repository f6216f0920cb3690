package import Primitives

/// What was agreed at purchase instead of the plan's own words (requirement A1).
package struct PurchaseOverrides: Hashable, Codable, Sendable {
    package var months: Int?
    /// By quota name; the name of a kind that draws on exactly one quota will do.
    package var quotas: [String: Quantity]
    /// Kinds that this line does not have.
    package var without: [ServiceKindName]
    /// Rounding steps and overdraw rules of this contract, by quota name (requirement B8a).
    package var steps: [String: Quantity] = [:]
    package var overdraw: [String: OverdrawRule] = [:]

    package static let none = PurchaseOverrides()

    package init(months: Int? = nil, quotas: [String: Quantity] = [:], without: [ServiceKindName] = []) {
        self.months = months
        self.quotas = quotas
        self.without = without
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        months = try values.decodeIfPresent(Int.self, forKey: .months)
        quotas = try values.decode([String: Quantity].self, forKey: .quotas)
        without = try values.decode([ServiceKindName].self, forKey: .without)
        steps = try values.decodeIfPresent([String: Quantity].self, forKey: .steps) ?? [:]
        overdraw = try values.decodeIfPresent([String: OverdrawRule].self, forKey: .overdraw) ?? [:]
    }
}

extension PlanSnapshot {
    /// The plan as it was sold. Throws `plan.override-unknown`, `plan.override-refused` and `plan.invalid`.
    ///
    /// A guarantee as long as the term stays so; another one is cut where the term becomes shorter.
    package func applying(_ overrides: PurchaseOverrides) throws(Failure) -> PlanSnapshot {
        for name in overrides.without {
            guard kind(name) != nil else { throw unknown(name.rawValue, kinds.map(\.name.rawValue)) }
            guard name != .assessment else {
                throw Failure(.overrideRefused, ["name": name.rawValue, "reason": "every-plan-has-it"])
            }
        }
        let kept = kinds.filter { !overrides.without.contains($0.name) }
        var amounts: [QuotaName: Quantity] = [:]
        for (name, amount) in overrides.quotas {
            let quota = try quotaName(of: name)
            guard amounts.updateValue(amount, forKey: quota) == nil else {
                throw Failure(.overrideRefused, ["name": name, "reason": "twice"])
            }
        }
        var (steps, overdraw): ([QuotaName: Quantity], [QuotaName: OverdrawRule]) = ([:], [:])
        for (name, step) in overrides.steps { steps[try quotaName(of: name)] = step }
        for (name, rule) in overrides.overdraw { overdraw[try quotaName(of: name)] = rule }
        let named = Set(kept.flatMap { $0.rules.flatMap(\.quotas) })
        let months = overrides.months ?? self.months
        return try PlanSnapshot(
            name: name, edition: edition, title: title, months: months,
            guaranteeMonths: guaranteeMonths == self.months ? months : min(guaranteeMonths, months),
            calendar: calendar, tariff: tariff,
            quotas: quotas.filter { named.contains($0.name) }.map {
                $0.with(amount: amounts[$0.name] ?? $0.amount, step: steps[$0.name], overdraw: overdraw[$0.name])
            },
            kinds: kept)
    }

    private func quotaName(of name: String) throws(Failure) -> QuotaName {
        if let quota = quota(QuotaName(rawValue: name)) { return quota.name }
        let drawn = kind(ServiceKindName(rawValue: name)).map { Set($0.rules.flatMap(\.quotas)) } ?? []
        guard drawn.count == 1, let only = drawn.first else { throw unknown(name, quotas.map(\.name.rawValue)) }
        return only
    }

    private func unknown(_ name: String, _ known: [String]) -> Failure {
        Failure(.overrideUnknown, ["name": String(name.prefix(64)), "known": known.joined(separator: ", ")])
    }
}
