extension PlanKind {
    /// The day on which it is due: so many Jalali months after the last time, or after the term's start where there was none
    /// (requirements A11, A23). nil: never in this term.
    ///
    /// What was due before the term began, because the last time was in an earlier one, is due on its first day.
    package func due(after last: CivilDate?, in term: CivilInterval) -> CivilDate? {
        guard let everyMonths, let next = try? (last ?? term.start).adding(jalaliMonths: everyMonths), next < term.end else {
            return nil
        }
        return max(next, term.start)
    }
}
