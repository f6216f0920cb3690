import AuditStorage
import Cryptography
package import Entitlement
package import Primitives
import Storage

/// A line of work without a channel, with what became of it.
package struct ServiceRecord: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable {
        /// Waits for a second person; nothing is reserved yet.
        case pending
        /// What was brought is here; its units are reserved until it goes back.
        case open
        case done
        /// The second person said no.
        case void
    }

    /// Who confirmed what another one asked for.
    package enum SecondPerson: Hashable, Sendable {
        case technician(TechnicianID)
        /// The customer's admin, by name, where no colleague came forward.
        case customer(String)
    }

    package let id: ServiceRecordID
    /// Shown as `R-3`.
    package let number: Int64
    /// Who wrote it down.
    package let technician: TechnicianID
    package let customer: CustomerID
    package let contract: ContractID?
    package let content: NewServiceRecord
    package let recorded: Timestamp
    package let occurred: Timestamp
    package let state: State
    package let outcome: ServiceOutcome
    /// The verdict of the making; once something was held, the one by which it was.
    package let verdict: EntitlementVerdict
    package let hold: HoldID?
    package let secondPerson: SecondPerson?
    package let confirmed: Timestamp?
    package let returnedTo: String?
    package let returned: Timestamp?
    package let returnNote: String?

    /// It was written down after the day on which it happened, or draws on what has expired.
    package func isLate(in zone: CivilZone) -> Bool {
        guard let on = try? zone.date(of: occurred), let written = try? zone.date(of: recorded) else { return false }
        return on < written || verdict.parts.contains { $0.effect == .late }
    }

    /// From when on the customer's admin may confirm; nil where no second person is waited for.
    package var customerMayConfirm: Timestamp? {
        state == .pending ? recorded + CommerceLimits.customerConfirmation : nil
    }

    var name: String { "R-\(number)" }
}

extension ServiceRecord {
    /// The technician's id, or `customer:` and the person's name.
    init(_ row: Row) throws {
        let second: String? = try row.value("second_person")
        self.init(
            id: try row.value("id"), number: try row.value("number"), technician: try row.value("technician"),
            customer: try row.value("customer"), contract: try row.value("contract"), content: try row.json("content"),
            recorded: try row.value("recorded"), occurred: try row.value("occurred"), state: try row.word("state"),
            outcome: try row.word("outcome"), verdict: try row.json("verdict"), hold: try row.value("hold"),
            secondPerson: second.map { SecondPerson(stored: $0) }, confirmed: try row.value("second_time"),
            returnedTo: try row.value("returned_to"), returned: try row.value("returned"),
            returnNote: try row.value("return_note"))
    }
}

extension ServiceRecord.SecondPerson {
    private static let customerPrefix = "customer:"

    init(stored: String) {
        if let technician = TechnicianID(stored) {
            self = .technician(technician)
        } else {
            self = .customer(stored.hasPrefix(Self.customerPrefix) ? String(stored.dropFirst(Self.customerPrefix.count)) : stored)
        }
    }

    var stored: String {
        switch self {
        case .technician(let technician): technician.description
        case .customer(let name): Self.customerPrefix + name
        }
    }
}
