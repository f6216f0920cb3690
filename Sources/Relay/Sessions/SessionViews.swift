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
    /// Operations: those of the outcomes, and so many more that have none.
    private static let operationLimit = 40

    /// Everything that is known of one session; each signed object as it was signed.
    func full(_ row: RelaySession) throws -> WireSessionView {
        var view = try summary(of: row)
        let objects = try transaction.sessionObjects.current(of: row.id)
        if let verdict = objects[.verdict] { view.verdict = try verdict.message() }
        if let activation = objects[.activation] { view.activation = try activation.message() }
        if let end = objects[.end] { view.end = try end.message() }
        // A quarter of what is left is for events; of the rest half is for outcomes, and what they leave for operations.
        let left = ReplyRoom.bytes - (try view.serializedBytes() as [UInt8]).count
        var eventRoom = ReplyRoom(left / 4)
        view.events = try eventRoom.newest(transaction.sessionEvents.all(of: row.id).suffix(Self.eventLimit).map(Self.wire))
        let rest = left - left / 4 + eventRoom.left
        var outcomeRoom = ReplyRoom(rest / 2)
        let operations = try transaction.operations.all(of: row.id)
        let ended = operations.filter { $0.outcome != nil }.suffix(Self.outcomeLimit)
        view.outcomes = try outcomeRoom.newest(ended.compactMap { try $0.outcome?.message() })
        var operationRoom = ReplyRoom(rest - rest / 2 + outcomeRoom.left)
        let told = Set(ended.map(\.id))
        let shown = operations.filter { $0.outcome == nil || told.contains($0.id) }.suffix(Self.operationLimit)
        view.operations = try operationRoom.newest(shown.filter(Self.isShown).map { try $0.operation.message() })
        return view
    }

    /// What moves or installs files is told by its outcome: manifests name what they move.
    private static func isShown(_ stored: RelayOperation) throws -> Bool {
        let body = try SignedMessage(bytes: stored.operation.bytes).envelope.body
        switch try WireOperation(serializedBytes: body).what {
        case .command, .script, .diagnosis: return true
        case .push, .pull, .list, .install, .patch, nil: return false
        }
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
