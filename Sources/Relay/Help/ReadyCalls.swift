import AuditLog
import Entitlement
import Messages
import Primitives
import RelayStorage
import Sessions
import Storage
import Transport

/// The customer has prepared what was announced: for a help request, or for a session whose kind has prerequisites
/// (requirement B4).
struct ReadyCalls: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.ready, to: Caller.isMachine) { try await ready($0.machine, $1) }
    }

    private func ready(_ machine: MachineRecord, _ call: WireReadyCall) async throws -> WireReadyReply {
        try FieldChecks.name(call.person, "person")
        let (reply, session) = try await context.change(.ready, call, by: DeskChange.Author(machine)) { change in
            let lookup = change.lookup
            if lookup.isNumber(call.subject, letter: "h") || HelpRequestID(call.subject) != nil {
                return (try help(lookup.helpRequest(call.subject), machine, call.person, change), SessionID?.none)
            }
            let row = try lookup.session(call.subject)
            guard row.session.machine == machine.id else { throw lookup.nothing(call.subject) }
            return (try self.session(row, machine, call.person, change), row.id)
        }
        if let session { context.changes.changed(session) }
        return reply
    }

    private func help(
        _ before: HelpRequest, _ machine: MachineRecord, _ person: String, _ change: DeskChange
    ) throws -> WireReadyReply {
        guard before.customer == machine.customer else { throw change.lookup.nothing("H-\(before.number)") }
        let events = try change.transaction.helpRequests.events(of: before.id).count
        try change.transaction.readiness.ready(.helpRequest(before.id), by: machine.id, person: person, at: change.now)
        if try change.transaction.helpRequests.events(of: before.id).count > events {
            try change.log(.helpReady, ["help": before.id.description])
        }
        let after = try change.transaction.helpRequests.require(before.id)
        return WireReadyReply("H-\(after.number)", after.state.rawValue)
    }

    private func session(
        _ row: RelaySession, _ machine: MachineRecord, _ person: String, _ change: DeskChange
    ) throws -> WireReadyReply {
        guard row.session.phase != .ended else { throw Failure(.sessionEnded, ["session": row.id.description]) }
        try change.transaction.readiness.ready(.session(row.id), by: machine.id, person: person, at: change.now)
        let code = EntitlementCondition.Code.prerequisite.rawValue
        if try change.transaction.sessionConditions.meet(code, of: row.id, by: machine.id.description, at: change.now) {
            let record = SessionRecord(row, in: change.transaction, context: context, at: change.now)
            try record.log(.sessionReady)
            try change.transaction.sessionEvents.append(
                state: row.session.phase.rawValue, code: AuditKind.sessionReady.rawValue, to: row.id, at: change.now)
        }
        return WireReadyReply("S-\(row.number)", row.session.phase.rawValue)
    }
}

extension WireReadyReply {
    init(_ subject: String, _ state: String) {
        self.init()
        self.subject = subject
        self.state = state
    }
}
