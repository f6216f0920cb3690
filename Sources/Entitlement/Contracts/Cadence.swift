package import Primitives

extension PlanKind {
    /// The day on which a periodic service is due again: so many months after the last time, or after the term's start
    /// (requirements A11, A23); nil without a cadence, and after the term.
    ///
    /// Throws `date.out-of-range`.
    package func nextDue(last: CivilDate?, term: Term) throws(Failure) -> CivilDate? {
        guard let everyMonths else { return nil }
        let from = last.map { max($0, term.interval.start) } ?? term.interval.start
        let due = try from.adding(jalaliMonths: everyMonths)
        return due < term.interval.end ? due : nil
    }
}
