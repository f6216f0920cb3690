package import Entitlement
package import Primitives
import Storage

/// How something that was brought went back.
package struct RecordReturn: Hashable, Sendable {
    /// Who took it.
    package let to: String
    /// nil: as the record says.
    package let outcome: ServiceOutcome?
    package let note: String?

    package init(to: String, outcome: ServiceOutcome? = nil, note: String? = nil) {
        self.to = to
        self.outcome = outcome
        self.note = note
    }
}

extension ServiceRecords {
    /// What was brought goes back, and the record closes (requirement A4). Where the reservation ended by itself meanwhile, the
    /// work is evaluated and reserved anew, as work of the day on which it was brought. The same again changes nothing.
    ///
    /// Throws `service.field`, `service.state`, `storage.no-such-row`, and what `Ledger.hold` throws.
    package func giveBack(
        _ id: ServiceRecordID, _ back: RecordReturn, by technician: TechnicianID, in setting: EntitlementSetting,
        at time: Timestamp
    ) throws -> ServiceRecord {
        guard CommerceText.isFilled(back.to) else { throw Failure(.serviceField, ["field": "to"]) }
        guard CommerceText.isFit(back.note ?? "", limit: CommerceLimits.noteCharacters, lines: true) else {
            throw Failure(.serviceField, ["field": "note"])
        }
        let record = try require(id)
        let outcome = back.outcome ?? record.outcome
        if record.state == .done, record.returnedTo == back.to, record.outcome == outcome { return record }
        guard record.state == .open, let known = record.hold else {
            throw Failure(.serviceState, ["record": record.name, "state": record.state.rawValue])
        }
        try set(id, "returned_to = ?, returned = ?, return_note = ?", [back.to, time, back.note])
        let hold = try transaction.ledger.hold(known)
        if hold.state == .open {
            return try settle(record, hold, outcome: outcome, by: technician, in: setting, at: time)
        }
        guard outcome != .failed else {
            // Nothing was used, and the units went back when the reservation ended.
            try set(id, "state = 'done', outcome = ?", [outcome.rawValue])
            return try require(id)
        }
        let isConfirmed = record.secondPerson != nil
        let again = try reserve(record, isConfirmed: isConfirmed, by: technician, in: setting, at: time)
        return try settle(record, again, outcome: outcome, by: technician, in: setting, at: time)
    }
}
