import Entitlement
import Primitives

/// The schema of plan files: which keys stand where, and what they mean.
struct PlanReader {
    /// Whether the plan names the source of its rates; without one no price can name a rate.
    private let prices: PriceReader

    static func plan(_ root: YAMLNode) throws(Failure) -> PlanSnapshot {
        let values = try root.mapping(PlanSchema.plan)
        let tariff = try values.optional("tariff")?.name("the source of a tariff, such as ict-guild")
        let reader = PlanReader(prices: PriceReader(namesTariff: tariff != nil))
        return try PlanSnapshot(
            name: values.node("plan").name("the plan's name"),
            edition: values.node("edition").name("an edition, such as 1404-1"), title: values.node("title").title(),
            months: months(values.node("months")), guaranteeMonths: values.optional("guarantee_months").map(months),
            calendar: values.optional("calendar")?.name("a calendar's name") ?? PlanSnapshot.calendar, tariff: tariff,
            quotas: quotas(values.optional("quotas")), kinds: reader.kinds(values.node("kinds")))
    }

    private static func months(_ node: YAMLNode) throws(Failure) -> Int {
        try node.integer("a number of Jalali months", in: 1...PlanSnapshot.monthLimit)
    }

    private static func quotas(_ node: YAMLNode?) throws(Failure) -> [PlanQuota] {
        var quotas: [PlanQuota] = []
        for (key, value) in try node?.entries() ?? [] { quotas.append(try quota(key.name("a quota's name"), value)) }
        return quotas
    }

    private static func quota(_ name: String, _ node: YAMLNode) throws(Failure) -> PlanQuota {
        let values = try node.mapping(PlanSchema.quota)
        return PlanQuota(
            name: QuotaName(rawValue: name), title: try values.node("title").title(),
            unit: try values.node("unit").word(ServiceUnit.self),
            amount: try values.node("amount").quantity("a number of units"),
            step: try values.optional("step")?.quantity("a number of units to round up to"),
            counting: try values.optional("counts_per")?.word(QuotaCounting.self) ?? .session,
            overdraw: try values.optional("overdraw")?.word(OverdrawRule.self) ?? .price,
            dayMinutes: try values.optional("day_minutes")?.integer("the minutes of a person-day") ?? PlanQuota.dayMinutes)
    }

    private func kinds(_ node: YAMLNode) throws(Failure) -> [PlanKind] {
        var kinds: [PlanKind] = []
        for (key, value) in try node.entries() { kinds.append(try kind(key.name("a kind's name"), value)) }
        return kinds
    }

    private func kind(_ name: String, _ node: YAMLNode) throws(Failure) -> PlanKind {
        let values = try node.mapping(PlanSchema.kind)
        let reader = PlanRuleReader(coverages: PlanCoverageReader(prices: prices))
        var rules: [PlanRule] = []
        for element in try values.node("rules").elements() { rules.append(try reader.rule(element)) }
        return PlanKind(
            name: ServiceKindName(rawValue: name), title: try values.node("title").title(),
            unit: try values.optional("unit")?.word(ServiceUnit.self) ?? .count,
            everyMonths: try values.optional("every_months")?
                .integer("a number of Jalali months", in: 1...PlanSnapshot.monthLimit),
            targetMinutes: try values.optional("target").map(Self.target),
            points: try values.optional("points")?.integer("a whole number of points") ?? 0, rules: rules)
    }

    /// Business time has no days: how long one is differs from weekday to weekday.
    private static func target(_ node: YAMLNode) throws(Failure) -> Int64 {
        let expected = "business time in minutes or hours, such as 30m or 4h"
        let text = try node.text(expected)
        guard let unit = text.last?.lowercased(), ["m", "h"].contains(unit), let duration = DurationText.parse(text) else {
            throw node.failure(.planWrongValue, expected: expected, found: text)
        }
        return duration.components.seconds / 60
    }
}
