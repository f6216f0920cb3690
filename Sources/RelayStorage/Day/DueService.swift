package import Entitlement
package import Primitives
import Storage

/// A periodic service that falls due on a line (requirements A11, A23).
package struct DueService: Hashable, Sendable {
    package let line: ContractLineID
    package let product: String
    package let contract: Contract
    /// The customer's name.
    package let customer: String
    package let kind: ServiceKindName
    package let title: LocalizedText
    package let date: CivilDate
    /// When it was last done in this term or in those that it goes on from without a gap; nil: not yet.
    package let last: CivilDate?
    /// Its day is over.
    package let isOverdue: Bool
}

extension Transaction {
    /// What is due until so many days from today, the most pressing first: on the current terms of active contracts, one
    /// for each kind with a cadence. A record or session of the kind that was done moves it on.
    ///
    /// Throws `date.out-of-range` for more than `CommerceLimits.dueDays`.
    package func dueServices(
        within days: Int, scope: OrganisationScope, in zone: CivilZone, at time: Timestamp
    ) throws -> [DueService] {
        guard (0...CommerceLimits.dueDays).contains(days) else { throw Failure(.dateOutOfRange, ["day": String(days)]) }
        let today = try zone.date(of: time)
        let horizon = try today.adding(days: days)
        return try query(
            """
            SELECT contracts.*, customers.name, contract_lines.product, contract_lines.id AS line, terms.id AS term FROM terms
            JOIN contract_lines ON contract_lines.id = terms.line JOIN contracts ON contracts.id = contract_lines.contract
            JOIN customers ON customers.id = contracts.customer
            WHERE terms.start_day <= ?2 AND terms.end_day > ?2 AND contracts.state = 'active'
                AND NOT EXISTS (SELECT 1 FROM contract_lines AS newer WHERE newer.replaces = contract_lines.id)
                AND \(scope.condition(parameter: 1))
            ORDER BY contracts.number, contract_lines.created, contract_lines.id
            """, [scope.storedOrganisation, today.dayNumber]
        ).flatMap { row in
            let term = try contracts.term(row.value("term"))
            // A renewal without a gap keeps the anchor; after a lapse there is a new one.
            let schedule = try contracts.anchor(of: term.id).day
            return try term.plan.kinds.compactMap { kind -> DueService? in
                guard kind.everyMonths != nil else { return nil }
                let last = try lastDone(kind.name, on: term.line, since: schedule, zone)
                guard let date = try kind.nextDue(last: last, since: schedule, term: term), date <= horizon else { return nil }
                return DueService(
                    line: term.line, product: try row.value("product"), contract: try Contract(row),
                    customer: try row.value("name"), kind: kind.name, title: kind.title, date: date, last: last,
                    isOverdue: date < today)
            }
        }.sorted { $0.date < $1.date }
    }

    /// The last day from `first` on on which a record or a session did it.
    private func lastDone(
        _ kind: ServiceKindName, on line: ContractLineID, since first: CivilDate, _ zone: CivilZone
    ) throws -> CivilDate? {
        let recorded = try serviceRecords.last(kind, on: line)?.occurred
        let session: Timestamp? =
            try value(
                """
                SELECT max(sessions.changed) FROM session_lines JOIN sessions ON sessions.id = session_lines.session
                WHERE session_lines.contract_line = ? AND session_lines.kind = ? AND session_lines.settlement = 'consumed'
                """, [line, kind.rawValue], as: Timestamp?.self) ?? nil
        guard let last = [recorded, session].compactMap({ $0 }).max(), last >= zone.midnight(of: first) else {
            return nil
        }
        return try zone.date(of: last)
    }
}
