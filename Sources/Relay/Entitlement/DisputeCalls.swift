import AuditLog
import Entitlement
import Foundation
import Messages
import Primitives
import RelayStorage
import Sessions
import Storage
import Transport

/// What an outcome left in doubt: an admin decides how much was used (design of entitlement, "Sessions and lines").
struct DisputeCalls: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.disputeList, to: Caller.isTechnician) { caller, _ in try await list(caller.technician) }
        router.answer(.disputeDecide, to: Caller.isAdmin) { try await decide($0.technician, $1) }
    }

    private func list(_ technician: Caller.Technician) async throws -> WireDisputeListReply {
        try await context.database.read { transaction in
            let views = DisputeViews(lookup: Lookup(transaction: transaction, scope: technician.scope))
            var room = ReplyRoom()
            var reply = WireDisputeListReply()
            for hold in try transaction.ledger.disputedHolds(scope: technician.scope) {
                let view = try views.view(hold)
                if try room.takes(view) { reply.disputes.append(view) } else { reply.cut = true }
            }
            return reply
        }
    }

    /// The same decision again gives the same answer; another one is refused, because the hold is closed.
    private func decide(_ technician: Caller.Technician, _ call: WireDisputeDecideCall) async throws -> WireDisputeView {
        try FieldChecks.require(call.used >= 0 && call.used <= SessionLimits.quantity, "used")
        try FieldChecks.require(!DisplayText.stripped(call.reason).isEmpty, "reason")
        try FieldChecks.require(call.reason.unicodeScalars.count <= SessionLimits.reasonCharacters, "reason")
        let author = DeskChange.Author(technician)
        let (view, session) = try await context.change(.disputeDecide, call, by: author) { change in
            let hold = try DisputeViews(lookup: change.lookup).find(call.dispute, line: Int(call.line))
            let decision = DisputeDecision(
                used: Quantity(thousandths: call.used), decidedBy: technician.id.description, reason: call.reason)
            let before = try change.transaction.ledger.settlement(of: hold.id)
            let settled = try change.transaction.ledger.decide(hold.id, decision, zone: change.zone, at: change.now)
            if settled != before { try settle(hold, settled, change) }
            let now = try change.transaction.ledger.hold(hold.id)
            return (try DisputeViews(lookup: change.lookup).view(now), hold.work.session)
        }
        if let session { context.changes.changed(session) }
        return view
    }

    /// What follows from the decision: the session's line and the log.
    private func settle(_ hold: Hold, _ settled: RelayStorage.LineSettlement, _ change: DeskChange) throws {
        let (transaction, work) = (change.transaction, hold.work)
        var ids = ["hold": hold.id.description, "used": String(settled.consumed.thousandths)]
        if let session = work.session {
            try transaction.sessionLines.settle(
                settled.consumed == .zero ? .returned : .consumed, consumed: settled.consumed.thousandths, line: work.line,
                of: session)
            ids["session"] = session.description
        } else {
            ids["record"] = work.id
        }
        try change.log(.disputeDecided, ids)
    }
}

extension AuditKind {
    static let disputeDecided = AuditKind(rawValue: "dispute.decided")
}
