package import Primitives

/// The day from which a chain of terms counts its ends, and all Jalali months from it to a term's end, without extensions.
package struct TermAnchor: Hashable, Sendable {
    package let day: CivilDate
    package let months: Int

    package init(day: CivilDate, months: Int) {
        self.day = day
        self.months = months
    }

    /// Throws `date.out-of-range`.
    package func end() throws(Failure) -> CivilDate { try day.adding(jalaliMonths: months) }

    /// The anchor of the next term, renewed on a day, after a term that ends with `end` (requirements A2, A22).
    ///
    /// On the old end or before it the next term starts at the old end and keeps the anchor, so that a chain that began on
    /// 30 Esfand comes back to it in each leap year; after an extension the extended end is the new anchor, or its days
    /// would be lost. Later than the old end the next term starts that day, which is its anchor: there are no arrears.
    /// Throws `date.out-of-range`.
    package func next(after end: CivilDate, renewedOn date: CivilDate, months: Int) throws(Failure) -> TermAnchor {
        guard date <= end else { return TermAnchor(day: date, months: months) }
        guard try self.end() == end else { return TermAnchor(day: end, months: months) }
        let (sum, overflow) = self.months.addingReportingOverflow(months)
        guard !overflow else { throw Failure(.dateOutOfRange, ["text": day.text]) }
        return TermAnchor(day: day, months: sum)
    }
}

extension Term {
    /// The next term of the line, renewed on a day, with the anchor of its chain. Throws `date.out-of-range`.
    package func renewed(
        _ id: TermID, on date: CivilDate, anchor: TermAnchor, plan: PlanSnapshot
    ) throws(Failure) -> (term: Term, anchor: TermAnchor) {
        let next = try anchor.next(after: interval.end, renewedOn: date, months: plan.months)
        let interval = try CivilInterval(start: max(self.interval.end, date), end: next.end())
        return (Term(id: id, line: line, interval: interval, plan: plan), next)
    }

    /// The term with a later end. Throws `date.out-of-range` where it is before the start.
    package func extended(to end: CivilDate) throws(Failure) -> Term {
        Term(id: id, line: line, interval: try CivilInterval(start: interval.start, end: max(end, interval.end)), plan: plan)
    }
}
