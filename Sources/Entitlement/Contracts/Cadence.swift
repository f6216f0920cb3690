package import Primitives

extension PlanKind {
    /// The day on which a periodic service is due again: so many months after the last time, or after the term's start where it
    /// was not done since `schedule` (requirements A11, A23). What fell due before this term is due on its first day. Nil
    /// without a cadence, and after the term.
    ///
    /// The schedule is the contract's, not the term's: a renewal without a gap goes on with it. After a lapse a new one starts.
    /// - Parameter schedule: the first day of the terms that follow one another without a gap up to this one.
    ///
    /// Throws `date.out-of-range`.
    package func nextDue(last: CivilDate?, since schedule: CivilDate, term: Term) throws(Failure) -> CivilDate? {
        guard let everyMonths else { return nil }
        let start = term.interval.start
        let from = last.flatMap { $0 >= min(schedule, start) ? $0 : nil } ?? start
        let due = max(try from.adding(jalaliMonths: everyMonths), start)
        return due < term.interval.end ? due : nil
    }
}
