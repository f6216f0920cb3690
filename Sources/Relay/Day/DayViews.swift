import Entitlement
import Messages
import Primitives
import RelayStorage
import Sessions
import Storage
import SwiftProtobuf

/// A technician's day as one reply, of which each part has its share: a long list must not hide another one.
struct DayViews {
    let context: RelayContext
    let lookup: Lookup
    let setting: EntitlementSetting
    let now: Timestamp

    /// Parts of the reply.
    private static let parts = 6

    func reply(_ day: WorkDay, _ technician: TechnicianID) throws -> WireDayReply {
        var reply = WireDayReply()
        let sessions = SessionViews(context: context, transaction: lookup.transaction)
        let records = RecordViews(lookup: lookup, zone: setting.zone)
        let help = HelpViews(lookup: lookup, setting: setting, now: now)
        reply.sessions = try share(day.sessions, &reply.cut) { try sessions.short(of: $0) }
        reply.waiting = try share(day.waiting, &reply.cut) { try sessions.short(of: $0) }
        reply.confirmations = try share(confirmations(day, technician), &reply.cut) { $0 }
        reply.followUps = try share(day.followUps, &reply.cut) { try followUp($0) }
        reply.requests = try share(day.requests, &reply.cut) { try help.summary($0.request).shortened }
        reply.items = try share(day.items, &reply.cut) { try records.view($0).shortened }
        return reply
    }

    /// As many as the share holds, in their order; a long one hides no other.
    private func share<Thing, View: Message>(
        _ things: [Thing], _ cut: inout Bool, _ view: (Thing) throws -> View
    ) throws -> [View] {
        var room = ReplyRoom(ReplyRoom.bytes / Self.parts)
        var views: [View] = []
        for thing in things {
            let view = try view(thing)
            if try room.takes(view) { views.append(view) } else { cut = true }
        }
        return views
    }

    /// What I may confirm: records, quotes and corrections, and colleagues' sessions that wait for a second person.
    private func confirmations(_ day: WorkDay, _ technician: TechnicianID) throws -> [WireConfirmReply] {
        let transaction = lookup.transaction
        let others = day.confirmations.map { WireConfirmReply($0.subject, $0.word) }
        let sessions = try transaction.sessionConditions
            .waiting(for: EntitlementCondition.Code.secondPerson.rawValue, scope: lookup.scope)
            .map { try transaction.sessions.require($0) }.filter { $0.session.technician != technician }
        return others + sessions.map { WireConfirmReply("S-\($0.number)", $0.session.phase.rawValue) }
    }

    private func followUp(_ promise: FollowUp) throws -> WireFollowUp {
        let record = promise.record
        var view = WireFollowUp()
        view.record = "R-\(record.number)"
        view.contract = try record.contract.flatMap { try lookup.transaction.contracts.find($0) }.map { "C-\($0.number)" } ?? ""
        view.customer = try lookup.transaction.customers.require(record.customer).name
        view.date = promise.date.gregorianText
        view.kind = record.content.kind.rawValue
        view.note = (record.content.note ?? "").shortened
        view.overdue = promise.isOverdue
        return view
    }
}

extension WireHelpView {
    /// For a list: its texts cut, because `show` has them.
    fileprivate var shortened: WireHelpView {
        var view = self
        (view.text, view.waitsFor, view.answer) = (text.shortened, waitsFor.shortened, answer.shortened)
        return view
    }
}

extension WireRecordView {
    fileprivate var shortened: WireRecordView {
        var view = self
        view.note = note.shortened
        return view
    }
}

extension String {
    /// With an ellipsis where something is missing.
    fileprivate var shortened: String {
        count <= DeskLimits.summaryCharacters ? self : prefix(DeskLimits.summaryCharacters - 1) + "…"
    }
}

extension WorkDay.Confirmation {
    /// The state of what waits.
    fileprivate var word: String {
        switch self {
        case .record(let record): record.state.rawValue
        case .quote(let quote): quote.storedState.rawValue
        case .correction(let correction): correction.state.rawValue
        }
    }
}
