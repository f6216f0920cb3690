package import Entitlement
package import Primitives
import Storage

extension Contracts {
    /// Adds the next term of a line: the renewal of a term that runs, or of one that lapsed (requirement A22).
    ///
    /// Where the new term starts and ends `TermAnchor` says.
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
        let (term, anchor) = try last.renewed(.random(), on: date, anchor: anchor(of: last.id), plan: plan)
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

    /// Throws `storage.no-such-row`.
    func contract(of line: ContractLineID) throws -> ContractID {
        guard let contract: ContractID = try transaction.value("SELECT contract FROM contract_lines WHERE id = ?", [line])
        else { throw Failure(.storageNoSuchRow, ["id": line.description]) }
        return contract
    }
}
