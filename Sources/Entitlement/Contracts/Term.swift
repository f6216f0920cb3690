package import Primitives

/// A stretch of a line's life with its own snapshot of the plan. Terms of a line never overlap.
package struct Term: Hashable, Sendable {
    package let id: TermID
    package let line: ContractLineID
    package let interval: CivilInterval
    package let plan: PlanSnapshot

    package init(id: TermID, line: ContractLineID, interval: CivilInterval, plan: PlanSnapshot) {
        self.id = id
        self.line = line
        self.interval = interval
        self.plan = plan
    }

    /// From the anchor for the plan's months: it ends at 00:00 Tehran on the same Jalali day, where a missing 30 Esfand
    /// becomes 1 Farvardin. Throws `date.out-of-range`.
    package init(id: TermID, line: ContractLineID, anchor: CivilDate, plan: PlanSnapshot) throws(Failure) {
        let end = try anchor.adding(jalaliMonths: plan.months)
        self.init(id: id, line: line, interval: try CivilInterval(start: anchor, end: end), plan: plan)
    }

    /// Where a named interval of this term ends (the first day after it).
    package func end(of name: IntervalName) -> CivilDate {
        guard name == .guarantee, plan.guaranteeMonths < plan.months,
            let end = try? interval.start.adding(jalaliMonths: plan.guaranteeMonths)
        else { return interval.end }
        return min(end, interval.end)
    }

    /// Whether the day lies in a named interval of this term.
    package func contains(_ day: CivilDate, within name: IntervalName) -> Bool {
        interval.start <= day && day < end(of: name)
    }

    package func contains(_ instant: Timestamp, within name: IntervalName, in zone: CivilZone) -> Bool {
        interval.contains(instant, in: zone) && instant < zone.midnight(of: end(of: name))
    }
}
