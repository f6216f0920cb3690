import Entitlement
import Primitives

/// What a plan may say and its author hardly means.
struct PlanWarnings {
    let plan: PlanSnapshot
    let root: YAMLNode

    /// The calendar must be imported before anybody can be late.
    func calendar(among calendars: [BusinessCalendar]) -> [Failure] {
        guard plan.calendar != PlanSnapshot.calendar, !calendars.contains(where: { $0.name == plan.calendar }) else { return [] }
        return [warning(.planCalendarMissing, "calendar", ["calendar": plan.calendar])]
    }

    /// Quotas that are granted and never drawn on.
    func idleQuotas() -> [Failure] {
        let drawn = Set(plan.kinds.flatMap { $0.rules.flatMap(\.quotas) })
        return plan.quotas.filter { !drawn.contains($0.name) }
            .map { warning(.planQuotaIdle, "quotas.\($0.name)", ["quota": $0.name.rawValue]) }
    }

    /// No rule covers a place by accident (requirement A19): what has no rule for the phone is not given there.
    func kindsWithoutPhone() -> [Failure] {
        plan.kinds.filter { $0.rule(at: .phone) == nil }
            .map { warning(.planPhoneMissing, "kinds.\($0.name)", ["kind": $0.name.rawValue]) }
    }

    func unreachable() -> [Failure] {
        plan.kinds.flatMap { kind in
            kind.rules.flatMap { rule in
                let path = "kinds.\(kind.name).rules.\(rule.id)"
                return unsigned(rule, path) + undecided(rule, path) + unpriced(rule, path)
            }
        }
    }

    /// Nobody signs by phone.
    private func unsigned(_ rule: PlanRule, _ path: String) -> [Failure] {
        guard rule.identity == .signed, rule.places.contains(.phone) else { return [] }
        return [warning(.planRuleUnreachable, path + ".identity", ["rule": rule.id, "place": ServicePlace.phone.rawValue])]
    }

    /// A condition that decides between the same things.
    private func undecided(_ rule: PlanRule, _ path: String) -> [Failure] {
        guard let condition = rule.condition, condition.otherwise == rule.inside,
            !condition.isTestedOutside || condition.otherwise == rule.outside
        else { return [] }
        return [warning(.planConditionIdle, path + ".when", ["rule": rule.id])]
    }

    /// What a quota denies beyond its amount has no price; `beyond: quote` is what stands there then.
    private func unpriced(_ rule: PlanRule, _ path: String) -> [Failure] {
        rule.coverages.compactMap { coverage in
            guard case .quota(let names, let beyond) = coverage, beyond != .quote, let last = names.last,
                plan.quota(last)?.overdraw == .deny
            else { return nil }
            return warning(.planPriceUnreachable, path, ["rule": rule.id, "quota": last.rawValue])
        }
    }

    func warning(_ code: Failure.Code, _ path: String, _ parameters: [String: String]) -> Failure {
        let place = ["file": root.place.file, "line": String(root.line(of: path)), "path": path]
        return Failure(code, parameters.merging(place) { own, _ in own })
    }
}
