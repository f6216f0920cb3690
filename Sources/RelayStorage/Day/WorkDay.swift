package import Entitlement
package import Primitives
import Sessions
package import Storage

/// What is before a technician (issue 3, "The technician's day").
package struct WorkDay: Sendable {
    /// Something that waits for a second person, which this technician may be.
    package enum Confirmation: Hashable, Sendable {
        case record(ServiceRecord)
        case quote(Quote)
        /// For admins only.
        case correction(Correction)

        /// `R-3`, `Q-12`, `K-2`: what `confirm` takes.
        package var subject: String {
            switch self {
            case .record(let record): record.name
            case .quote(let quote): quote.name
            case .correction(let correction): correction.name
            }
        }
    }

    package struct Help: Hashable, Sendable {
        package let request: HelpRequest
        /// nil where no plan has a target, and while it waits for the customer.
        package let due: Timestamp?
    }

    /// Mine, open, beyond the customer's answer; oldest first.
    package let sessions: [RelaySession]
    /// Mine, on their way to the customer or before them.
    package let waiting: [RelaySession]
    package let confirmations: [Confirmation]
    /// What I promised, due today or before.
    package let followUps: [FollowUp]
    /// Open ones of everybody's, and those that I took: the soonest due first, those without a due time last.
    package let requests: [Help]
    /// What customers brought and is still here.
    package let items: [ServiceRecord]
}

extension Transaction {
    /// The day of a technician, who sees the customers of `scope`. Throws `storage.no-such-row`.
    package func workDay(
        of technician: TechnicianID, scope: OrganisationScope, in setting: EntitlementSetting, at time: Timestamp
    ) throws -> WorkDay {
        let open = try sessions.open(of: technician)
        return WorkDay(
            sessions: open.filter { !Self.isUnanswered($0) }, waiting: open.filter(Self.isUnanswered),
            confirmations: try confirmations(for: technician, scope: scope),
            followUps: try serviceRecords.followUps(of: technician, until: setting.zone.date(of: time)),
            requests: try requests(for: technician, scope: scope, in: setting, at: time),
            items: try serviceRecords.items(scope: scope))
    }

    /// What waits for a second person that this technician may be: nothing that they asked for themselves.
    package func confirmations(for technician: TechnicianID, scope: OrganisationScope) throws -> [WorkDay.Confirmation] {
        let me = technician.description
        let records = try serviceRecords.waiting(scope: scope)
            .filter { $0.technician != technician && $0.content.performer != me }
        let quotes = try quotes.waiting(scope: scope).filter { $0.events.last?.actor != me }
        let corrections =
            try technicians.require(technician).isAdmin
            ? try corrections.list(state: .proposed, scope: scope).filter { $0.proposedBy != technician } : []
        return records.map { .record($0) } + quotes.map { .quote($0) } + corrections.reversed().map { .correction($0) }
    }

    private static func isUnanswered(_ session: RelaySession) -> Bool {
        switch session.session.phase {
        case .requested, .delivered, .seen: true
        case .granted, .active, .suspended, .ended: false
        }
    }

    private func requests(
        for technician: TechnicianID, scope: OrganisationScope, in setting: EntitlementSetting, at time: Timestamp
    ) throws -> [WorkDay.Help] {
        try helpRequests.open(scope: scope)
            .filter { $0.technician == nil || $0.technician == technician }
            .map { WorkDay.Help(request: $0, due: try helpRequests.due(of: $0, in: setting, at: time)) }
            .sorted { first, second in
                let (left, right) = (first.due ?? .distantFuture, second.due ?? .distantFuture)
                return left == right ? first.request.number < second.request.number : left < right
            }
    }
}
