package import Entitlement
package import Primitives
import Storage

extension ServiceRecords {
    /// The second person's word on a record that waits for it: another technician than the one who wrote it down and the one
    /// who does the work. Confirmed, the work is evaluated anew, reserved and settled; rejected, the record is void.
    ///
    /// Throws `confirmation.same-person`, `confirmation.nothing`, `storage.no-such-row`, and what `Ledger.hold` throws.
    package func confirm(
        _ id: ServiceRecordID, by technician: TechnicianID, isRejected: Bool = false, in setting: EntitlementSetting,
        at time: Timestamp
    ) throws -> ServiceRecord {
        let record = try require(id)
        if try isRepeated(record, .technician(technician), isRejected) { return record }
        guard record.technician != technician, record.content.performer != technician.description else {
            throw Failure(.confirmationSamePerson, ["subject": record.name])
        }
        return try decide(record, .technician(technician), isRejected, in: setting, at: time)
    }

    /// The same by the customer's admin, where no colleague has come forward in ten minutes (requirement A14).
    ///
    /// Throws `service.too-early`; `storage.no-such-row` for a machine of another customer.
    package func confirm(
        _ id: ServiceRecordID, byCustomer person: String, at machine: MachineID, isRejected: Bool = false,
        in setting: EntitlementSetting, at time: Timestamp
    ) throws -> ServiceRecord {
        guard CommerceText.isFilled(person) else { throw Failure(.serviceField, ["field": "person"]) }
        let record = try require(id)
        guard try transaction.machines.require(machine).customer == record.customer else {
            throw Failure(.storageNoSuchRow, ["id": record.name])
        }
        if try isRepeated(record, .customer(person), isRejected) { return record }
        if let from = record.customerMayConfirm, time < from {
            throw Failure(.serviceTooEarly, ["record": record.name, "from": String(from.milliseconds)])
        }
        return try decide(record, .customer(person), isRejected, in: setting, at: time)
    }

    private func isRepeated(
        _ record: ServiceRecord, _ person: ServiceRecord.SecondPerson, _ isRejected: Bool
    ) throws -> Bool {
        record.secondPerson == person && (record.state == .void) == isRejected
    }

    private func decide(
        _ record: ServiceRecord, _ person: ServiceRecord.SecondPerson, _ isRejected: Bool, in setting: EntitlementSetting,
        at time: Timestamp
    ) throws -> ServiceRecord {
        guard record.state == .pending else { throw Failure(.confirmationNothing, ["subject": record.name]) }
        try set(record.id, "second_person = ?, second_time = ?", [person.stored, time])
        guard !isRejected else {
            try set(record.id, "state = 'void'")
            return try require(record.id)
        }
        return try perform(record, isConfirmed: true, by: record.technician, in: setting, at: time)
    }
}
