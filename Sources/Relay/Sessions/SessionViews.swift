import AuditStorage
import Cryptography
import Entitlement
import Messages
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf

/// What technicians see of sessions.
struct SessionViews {
    let context: RelayContext
    let transaction: Transaction

    /// Outcomes and events that one view shows, the newest.
    private static let outcomeLimit = 20
    private static let eventLimit = 50

    /// Everything that is known of one session; each signed object as it was signed.
    func full(_ row: RelaySession) throws -> WireSessionView {
        var view = try summary(of: row)
        let objects = try transaction.sessionObjects.current(of: row.id)
        if let verdict = objects[.verdict] { view.verdict = try verdict.message() }
        if let activation = objects[.activation] { view.activation = try activation.message() }
        if let end = objects[.end] { view.end = try end.message() }
        // Half of what is left is for outcomes, the rest for events.
        let left = ReplyRoom.bytes - (try view.serializedBytes() as [UInt8]).count
        var (outcomeRoom, eventRoom) = (ReplyRoom(left / 2), ReplyRoom(left - left / 2))
        let outcomes = try transaction.operations.all(of: row.id).compactMap(\.outcome).suffix(Self.outcomeLimit)
        view.outcomes = try outcomeRoom.newest(outcomes.map { try $0.message() })
        view.events = try eventRoom.newest(transaction.sessionEvents.all(of: row.id).suffix(Self.eventLimit).map(Self.wire))
        return view
    }

    private static func wire(_ event: StoredSessionEvent) -> WireSessionEvent {
        var wire = WireSessionEvent()
        wire.state = event.state
        wire.time = event.time.milliseconds
        wire.code = event.code
        wire.parameters = event.parameters
        return wire
    }

    /// A line of a list: with the request and the grant, whose scope a push must find, without the rest.
    func summary(of row: RelaySession) throws -> WireSessionView {
        var view = try short(of: row)
        if let request = try transaction.sessionObjects.current(.request, of: row.id) { view.request = try request.message() }
        // A void grant was given to a verdict that is no longer the session's.
        if row.session.grant != nil, let grant = try transaction.sessionObjects.current(.grant, of: row.id) {
            view.grant = try grant.message()
        }
        return view
    }

    /// A line of a technician's day: without any signed object.
    func short(of row: RelaySession) throws -> WireSessionView {
        let session = row.session
        let machine = try transaction.machines.require(session.machine)
        var view = WireSessionView()
        view.session = row.id.description
        view.number = "S-\(row.number)"
        view.state = session.phase.rawValue
        view.reason = session.reason?.rawValue ?? ""
        view.expires = row.expires.milliseconds
        view.machine = machine.id.description
        view.machineName = machine.name
        view.customer = try transaction.customers.require(row.customer).name
        view.technicianName = try session.technician.map { try transaction.technicians.require($0).name } ?? ""
        view.online = context.presence.isOnline(machine.id)
        view.lastSeen = machine.lastSeen?.milliseconds ?? 0
        view.checkWords = CheckWords.words(for: session.request).joined(separator: " ")
        view.lines = try transaction.sessionLines.all(of: row.id).map { line in
            var wire = WireSessionLineView()
            wire.line = line.line.wire
            wire.hold = line.hold?.description ?? ""
            wire.settlement = line.settlement.rawValue
            wire.consumed = line.consumed
            return wire
        }
        return view
    }
}
