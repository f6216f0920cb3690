package import Entitlement
package import Primitives

/// What `hamyar plan check FILE` finds: the plan as it was understood, and what is allowed but hardly meant.
package enum PlanCheck {
    /// Checks the text of a plan file against the tariffs and calendars that are known; without a tariff, rates are not
    /// looked up. Throws what `PlanFile.parse` throws.
    package static func report(
        _ text: String, file: String, tariffs: [TariffVersion] = [], calendars: [BusinessCalendar] = []
    ) throws(Failure) -> PlanReport {
        let (plan, root) = try PlanFile.read(text, file: file)
        let warnings = PlanWarnings(plan: plan, root: root)
        let found =
            warnings.calendar(among: calendars) + warnings.idleQuotas() + warnings.kindsWithoutPhone()
            + warnings.unreachable() + warnings.rates(in: tariffs)
        let ordered = found.enumerated().sorted { (line($0.element), $0.offset) < (line($1.element), $1.offset) }
        return PlanReport(plan: plan, rows: PlanReport.rows(of: plan), warnings: ordered.map(\.element))
    }

    private static func line(_ warning: Failure) -> Int { warning.parameters["line"].flatMap { Int($0) } ?? 0 }
}
