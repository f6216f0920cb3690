package import Entitlement
package import Primitives
import Storage

/// The day from which a chain of terms counts its ends, and all months from it to a term's end, without extensions.
package struct TermAnchor: Hashable, Sendable {
    package let day: CivilDate
    package let months: Int
}

extension Contracts {
    /// Adds the next term of a line: the renewal of a term that runs, or of one that lapsed (requirement A22).
    ///
    /// On the old end or before it the new term starts at the old end and keeps the anchor, so that a chain that began on
    /// 30 Esfand comes back to it in each leap year; after an extension the extended end is the new anchor, or its days
    /// would be lost. Later than the old end the new term starts that day, which is its anchor: there are no arrears.
    /// - Parameter plan: nil: the last term's, as it was sold. The overrides are those of the renewal; they do not
    ///   change what the line says of its purchase.
    ///
    /// Throws `storage.no-such-row`, `contract.state`, `contract.replaced`, `plan.calendar-unknown`,
    /// `date.out-of-range`, and what `PlanSnapshot.applying` throws.
    package func renew(
        _ line: ContractLineID, on date: CivilDate, plan: PlanSnapshot? = nil, overrides: PurchaseOverrides = .none,
        actor: String, at time: Timestamp
    ) throws -> Term {
        let contract = try contract(of: line)
        try requireOpen(contract)
        try requireInPlace(line)
        guard let last = try terms(of: line).last else { throw Failure(.storageNoSuchRow, ["id": line.description]) }
        let plan = try (plan ?? last.plan).applying(overrides)
        try transaction.calendars.requireKnown(plan.calendar)
        let anchor = try nextAnchor(after: last, on: date, months: plan.months)
        let term = Term(
            id: .random(), line: line,
            interval: try CivilInterval(
                start: max(last.interval.end, date), end: anchor.day.adding(jalaliMonths: anchor.months)),
            plan: plan)
        try addTerm(term, anchor: anchor, of: contract, actor: actor, at: time)
        return term
    }

    /// Throws `storage.no-such-row`.
    package func anchor(of term: TermID) throws -> TermAnchor {
        guard let row = try transaction.first("SELECT anchor_day, anchor_months FROM terms WHERE id = ?", [term]) else {
            throw Failure(.storageNoSuchRow, ["id": term.description])
        }
        return TermAnchor(day: try CivilDate(dayNumber: row.value("anchor_day")), months: try row.value("anchor_months"))
    }

    private func nextAnchor(after last: Term, on date: CivilDate, months: Int) throws -> TermAnchor {
        guard date <= last.interval.end else { return TermAnchor(day: date, months: months) }
        let anchor = try anchor(of: last.id)
        let isExtended = try anchor.day.adding(jalaliMonths: anchor.months) != last.interval.end
        if isExtended { return TermAnchor(day: last.interval.end, months: months) }
        let (sum, overflow) = anchor.months.addingReportingOverflow(months)
        guard !overflow else { throw Failure(.dateOutOfRange, ["text": anchor.day.text]) }
        return TermAnchor(day: anchor.day, months: sum)
    }

    /// Throws `storage.no-such-row`.
    func contract(of line: ContractLineID) throws -> ContractID {
        guard let contract: ContractID = try transaction.value("SELECT contract FROM contract_lines WHERE id = ?", [line])
        else { throw Failure(.storageNoSuchRow, ["id": line.description]) }
        return contract
    }
}
