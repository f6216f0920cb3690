import Entitlement
import Messages
import Primitives
import RelayStorage
import SignedObjects
import Storage

/// What technicians see of work without a channel.
struct RecordViews {
    let lookup: Lookup
    let zone: CivilZone

    private var transaction: Transaction { lookup.transaction }

    func view(_ record: ServiceRecord) throws -> WireRecordView {
        var view = WireRecordView()
        view.number = "R-\(record.number)"
        view.state = record.state.rawValue
        view.customer = try transaction.customers.require(record.customer).name
        view.contract = try record.contract.flatMap { try transaction.contracts.find($0) }.map { "C-\($0.number)" } ?? ""
        view.occurred = record.occurred.milliseconds
        view.recorded = record.recorded.milliseconds
        view.late = record.isLate(in: zone)
        view.technician = try lookup.name(of: record.technician.description)
        view.outcome = record.outcome.rawValue
        view.secondPerson = try secondPerson(of: record)
        view.waitsFor = record.state == .pending ? "second-person" : record.state == .open ? "return" : ""
        view.customerMayConfirm = record.customerMayConfirm?.milliseconds ?? 0
        view.returnedTo = record.returnedTo ?? ""
        view.returned = record.returned?.milliseconds ?? 0
        try add(record.content, to: &view)
        try add(verdictOf: record, to: &view)
        if let hold = record.hold {
            view.consumed = try transaction.ledger.settlement(of: hold)?.consumed.thousandths ?? 0
            view.points = try transaction.club.points(of: hold)
        }
        return view
    }

    private func add(_ content: NewServiceRecord, to view: inout WireRecordView) throws {
        view.kind = content.kind.rawValue
        view.place = content.place.rawValue
        view.quantity = content.quantity.thousandths
        view.unit = content.unit?.rawValue ?? ""
        view.channel = content.channel?.rawValue ?? ""
        view.reference = content.reference ?? ""
        view.performer = try content.performer.map { try lookup.name(of: $0) } ?? view.technician
        view.site = try content.site.flatMap { try transaction.sites.find($0) }?.name ?? ""
        view.metres = content.distance?.metres ?? 0
        view.distanceSource = content.distance?.source ?? ""
        view.attendees = UInt32(clamping: content.attendees ?? 0)
        view.item = content.intake?.item ?? ""
        view.serial = content.intake?.serial ?? ""
        view.broughtBy = content.intake?.broughtBy ?? ""
        view.files = content.files
        view.note = content.note ?? ""
        view.followUp = content.followUp?.gregorianText ?? ""
        view.quote = content.quote.map { "Q-\($0)" } ?? ""
        view.identity = content.identity.rawValue
        view.issued = content.issued ?? ""
    }

    private func add(verdictOf record: ServiceRecord, to view: inout WireRecordView) throws {
        let standing = try transaction.standings.standing(of: record.content.account)
        let parts = VerdictParts(transaction, kind: record.content.kind, standing: standing, at: record.occurred, in: zone)
        let names = parts.plan?.kind(record.content.kind)?.title
        view.kindPersian = names?.persian ?? record.content.kind.rawValue
        view.kindEnglish = names?.english ?? record.content.kind.rawValue
        if case .line(let line) = standing { view.product = line.line.product }
        view.parts = try parts.parts(of: record.verdict).map(\.wire)
        view.conditions = try record.verdict.sessionConditions().map(\.wire)
        if view.unit.isEmpty { view.unit = parts.plan?.kind(record.content.kind)?.unit.rawValue ?? ServiceUnit.count.rawValue }
    }

    private func secondPerson(of record: ServiceRecord) throws -> String {
        switch record.secondPerson {
        case nil: ""
        case .technician(let id): try lookup.name(of: id.description)
        case .customer(let name): name
        }
    }
}
