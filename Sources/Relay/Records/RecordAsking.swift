import Entitlement
import Messages
import Primitives
import RelayStorage
import Sessions
import Transport

/// A call's words for work without a channel as what the storage writes down.
struct RecordAsking {
    let call: WireRecordCall
    let change: DeskChange
    let technician: Caller.Technician
    /// A right support code was said with the call.
    let isIdentified: Bool

    private var lookup: Lookup { change.lookup }

    /// Throws `call.invalid`, `call.forbidden` for work of the vendor's own by somebody who is no admin, `find.nothing`,
    /// `find.ambiguous`, `date.malformed`.
    func record() throws -> NewServiceRecord {
        try FieldChecks.word(call.kind, "kind")
        let account = try lookup.account(contract: call.contract, customer: call.customer, line: call.line)
        let place = try ServicePlace(wire: call.place)
        let asked = WorkAsked(lookup: lookup, account: account)
        let occurred = try FieldChecks.time(call.occurred, "occurred")
        let kind = try asked.kind(call.kind, at: occurred ?? change.now, in: change.zone)
        var record = NewServiceRecord(key: call.key, account: account, kind: kind, place: place)
        if let quantity = try FieldChecks.quantity(call.quantity) { record.quantity = quantity }
        record.unit = try FieldChecks.optionalWord(call.unit, "unit")
        record.channel = try FieldChecks.optionalWord(call.channel, "channel")
        record.occurred = occurred
        record.identity = try identity(account)
        try add(asked, place, to: &record)
        try add(work: &record)
        return record
    }

    private func add(_ asked: WorkAsked, _ place: ServicePlace, to record: inout NewServiceRecord) throws {
        record.site = try asked.site(call.site, at: place)?.id
        record.distance = try asked.distance(
            metres: call.metres, source: call.distanceSource, site: call.site, at: place)
        if call.attendees > 0 { record.attendees = Int(call.attendees) }
        if !call.item.isEmpty {
            record.intake = NewServiceRecord.Intake(
                item: call.item, serial: call.serial.isEmpty ? nil : call.serial, broughtBy: call.broughtBy)
        } else {
            try FieldChecks.require(call.serial.isEmpty && call.broughtBy.isEmpty, "item")
        }
    }

    private func add(work record: inout NewServiceRecord) throws {
        func text(_ text: String) -> String? { text.isEmpty ? nil : text }
        let help = try call.helpRequest.isEmpty ? nil : lookup.helpRequest(call.helpRequest)
        record.reference = text(call.reference) ?? help.map { "H-\($0.number)" }
        // The trouble that was asked about counts once, however often somebody works on it.
        record.incident = help.map { "h-\($0.number)" } ?? text(TextFolding.searchKey(call.reference))
        record.performer = try text(call.performer).map(performer)
        record.files = call.files
        record.note = text(call.note)
        record.outcome = try FieldChecks.optionalWord(call.outcome, "outcome") ?? .done
        record.followUp = try text(call.followUp).map { try CivilDate(parsing: $0) }
        record.platform = text(call.platform)
        record.version = text(call.version)
        record.issued = text(call.issued)
        record.acceptedPrice = try FieldChecks.rials(call.acceptPrice, "accept_price")
        if !call.quote.isEmpty {
            let quote = try lookup.quote(call.quote)
            guard try quote.customer == lookup.customer(of: record.account) else { throw lookup.nothing(call.quote) }
            record.quote = quote.number
        }
        if call.vendorDefect {
            guard technician.isAdmin else { throw Failure(.callForbidden, ["method": "record.make"]) }
            record.initiator = .vendor
        }
    }

    /// A technician's id where the name is one's; else the name as it is, of somebody who has none.
    private func performer(_ text: String) throws -> String {
        do {
            return try lookup.technician(text).id.description
        } catch let failure as Failure where failure.code == .findNothing {
            return text
        }
    }

    /// As this technician has checked the caller's support code: with this call, or in the last half hour.
    private func identity(_ account: EntitlementAccount) throws -> IdentityLevel {
        guard case .line(let line) = account else { return .none }
        if isIdentified { return .code }
        let contract = try change.transaction.standings.line(line).contract.id
        return try change.transaction.supportCodeIdentities.identity(of: technician.id, contract: contract, at: change.now)
    }
}
