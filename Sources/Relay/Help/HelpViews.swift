import Cryptography
import Entitlement
import Foundation
import Messages
import Primitives
import RelayStorage
import Storage
import SwiftProtobuf

/// What both sides see of help requests (requirement B3).
struct HelpViews {
    let lookup: Lookup
    let setting: EntitlementSetting
    let now: Timestamp

    private var transaction: Transaction { lookup.transaction }

    /// The whole timeline, as far as it fits; the newest of it.
    func full(_ request: HelpRequest) throws -> WireHelpView {
        var view = try summary(request)
        let left = ReplyRoom.elementBytes - (try view.serializedBytes() as [UInt8]).count
        var room = ReplyRoom(left)
        let attachments = try transaction.attachments.all(of: request.id).map { WireHelpAttachment($0) }
        view.attachments = try attachments.filter { try room.takes($0) }
        let events = try transaction.helpRequests.events(of: request.id)
        view.events = try room.newest(events.suffix(DeskLimits.events).map { try event($0) })
        view.cut = view.attachments.count < attachments.count || view.events.count < events.count
        return view
    }

    /// A line of a list: without the timeline.
    func summary(_ request: HelpRequest) throws -> WireHelpView {
        var view = WireHelpView()
        view.number = "H-\(request.number)"
        view.state = request.state.rawValue
        view.customer = try transaction.customers.require(request.customer).name
        view.machine = "M-\(try transaction.machines.require(request.machine).number)"
        view.product = request.product
        view.text = request.text
        view.asked = request.asked.milliseconds
        view.takenBy = try request.technician.map { try lookup.name(of: $0.description) } ?? ""
        view.answer = request.answer ?? ""
        view.waitsFor = request.waitsFor ?? ""
        view.person = request.person
        view.contracts = try transaction.helpRequests.contracts(of: request).map { "C-\($0)" }
        view.contract = view.contracts.count == 1 ? view.contracts[0] : ""
        let due = try transaction.helpRequests.due(of: request, in: setting, at: now)
        view.due = due?.milliseconds ?? 0
        view.overdue = due.map { $0 < request.closed ?? now } ?? false
        view.elapsedMs = try transaction.helpRequests.elapsed(of: request, in: setting, at: now)?.wholeMilliseconds ?? 0
        return view
    }

    private func event(_ event: HelpEvent) throws -> WireHelpEvent {
        var view = WireHelpEvent()
        view.state = event.step.rawValue
        view.time = event.time.milliseconds
        view.actor = try lookup.name(of: event.actor)
        view.text = event.text
        return view
    }
}

extension WireHelpAttachment {
    init(_ attachment: StoredAttachment) {
        self.init()
        id = attachment.id.description
        name = attachment.name
        size = UInt64(clamping: attachment.size)
        digest = Data(attachment.digest.bytes)
        complete = attachment.isComplete
    }
}
