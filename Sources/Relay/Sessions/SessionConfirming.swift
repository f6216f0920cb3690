import AuditLog
import Entitlement
import Messages
import Primitives
import RelayStorage
import Sessions
import Storage

/// A colleague's word on a session whose kind needs a second person (requirement A14).
struct SessionConfirming {
    let change: DeskChange

    /// Rejected, the session ends. The same word again changes nothing.
    ///
    /// Throws `confirmation.same-person`, `confirmation.nothing`, `session.ended`.
    func confirm(_ row: RelaySession, by technician: TechnicianID, isRejected: Bool) throws -> WireConfirmReply {
        let subject = "S-\(row.number)"
        let conditions = change.transaction.sessionConditions
        let code = EntitlementCondition.Code.secondPerson.rawValue
        guard try conditions.has(code, of: row.id) else { throw Failure(.confirmationNothing, ["subject": subject]) }
        guard row.session.technician != technician else { throw Failure(.confirmationSamePerson, ["subject": subject]) }
        let isSaid = try conditions.metBy(code, of: row.id) == technician.description
        if isSaid, !isRejected { return WireConfirmReply(subject, row.session.phase.rawValue) }
        guard row.session.phase != .ended else { throw Failure(.sessionEnded, ["session": row.id.description]) }
        var record = SessionRecord(row, in: change.transaction, context: change.context, at: change.now)
        if isRejected {
            let effects = try record.apply(
                .dropped, kind: .sessionRejected, parameters: ["second_person": technician.description])
            if effects.contains(.settle) { try record.settle() }
            return WireConfirmReply(subject, record.session.phase.rawValue)
        }
        guard try conditions.meet(code, of: row.id, by: technician.description, at: change.now) else {
            throw Failure(.confirmationNothing, ["subject": subject])
        }
        try record.log(.sessionConfirmed, ["second_person": technician.description])
        try change.transaction.sessionEvents.append(
            state: row.session.phase.rawValue, code: AuditKind.sessionConfirmed.rawValue,
            parameters: ["second_person": try change.lookup.name(of: technician.description)], to: row.id, at: change.now)
        return WireConfirmReply(subject, row.session.phase.rawValue)
    }
}

extension AuditKind {
    static let sessionConfirmed = AuditKind(rawValue: "session.confirmed")
    /// The second person said no.
    static let sessionRejected = AuditKind(rawValue: "session.rejected")
    /// The customer has prepared what was announced.
    static let sessionReady = AuditKind(rawValue: "session.ready")
}
