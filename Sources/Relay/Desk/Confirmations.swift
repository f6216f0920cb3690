import AuditLog
import AuditStorage
import Entitlement
import Messages
import Primitives
import RelayStorage
import Sessions
import Storage
import Transport

/// The second person's word: on a record, a quote's acceptance, a session or a correction, and never that of the one who asked
/// (requirement A14; design of entitlement).
struct Confirmations: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.confirm, to: Caller.isTechnician) { try await confirm($0.technician, $1) }
        router.answer(.customerConfirm, to: Caller.isMachine) { try await confirm($0.machine, $1) }
    }

    private func confirm(_ technician: Caller.Technician, _ call: WireConfirmCall) async throws -> WireConfirmReply {
        let author = DeskChange.Author(technician)
        let (reply, session) = try await context.change(.confirm, call, by: author) { change in
            let lookup = change.lookup
            if lookup.isNumber(call.subject, letter: "r") || ServiceRecordID(call.subject) != nil {
                return (try record(lookup.record(call.subject), technician.id, call.reject, change), SessionID?.none)
            }
            if lookup.isNumber(call.subject, letter: "q") || QuoteID(call.subject) != nil {
                return (try quote(lookup.quote(call.subject), technician.id, call.reject, change), nil)
            }
            if lookup.isNumber(call.subject, letter: "k") || CorrectionID(call.subject) != nil {
                return (try correction(lookup.correction(call.subject), technician.id, call.reject, change), nil)
            }
            let row = try lookup.session(call.subject)
            return (try SessionConfirming(change: change).confirm(row, by: technician.id, isRejected: call.reject), row.id)
        }
        guard let session else { return reply }
        context.changes.changed(session)
        if call.reject { await OfferDelivery(context: context).tellEnded(session) }
        return reply
    }

    private func record(
        _ before: ServiceRecord, _ technician: TechnicianID, _ isRejected: Bool, _ change: DeskChange
    ) throws -> WireConfirmReply {
        let after = try change.transaction.serviceRecords.confirm(
            before.id, by: technician, isRejected: isRejected, in: change.setting(), at: change.now)
        if after != before {
            try change.log(isRejected ? .recordRejected : .recordConfirmed, ["record": after.id.description])
        }
        return WireConfirmReply("R-\(after.number)", after.state.rawValue)
    }

    private func quote(
        _ before: Quote, _ technician: TechnicianID, _ isRejected: Bool, _ change: DeskChange
    ) throws -> WireConfirmReply {
        let after = try change.transaction.quotes.confirmAcceptance(
            of: before.id, by: technician, isRejected: isRejected, at: change.now)
        if after != before {
            try change.log(
                isRejected ? .quoteRejected : .quoteAccepted, ["quote": after.id.description], content: after.digest)
        }
        return WireConfirmReply("Q-\(after.number)", after.state(at: change.now).rawValue)
    }

    private func correction(
        _ before: Correction, _ technician: TechnicianID, _ isRejected: Bool, _ change: DeskChange
    ) throws -> WireConfirmReply {
        let after = try change.transaction.corrections.confirm(
            before.id, by: technician, isRejected: isRejected, in: change.zone, at: change.now)
        if after != before {
            try change.log(
                isRejected ? .correctionRejected : .correctionApplied,
                ["correction": after.id.description, "entry": after.entry?.description ?? ""])
        }
        return WireConfirmReply("K-\(after.number)", after.state.rawValue)
    }

    /// The customer's admin, where no colleague came forward in ten minutes (requirement A14); their agent knows who that is.
    private func confirm(_ machine: MachineRecord, _ call: WireCustomerConfirmCall) async throws -> WireConfirmReply {
        try FieldChecks.name(call.person, "person")
        return try await context.change(.customerConfirm, call, by: DeskChange.Author(machine)) { change in
            let before = try change.lookup.record(call.subject)
            guard before.customer == machine.customer else { throw change.lookup.nothing(call.subject) }
            let after = try change.transaction.serviceRecords.confirm(
                before.id, byCustomer: call.person, at: machine.id, in: change.setting(), at: change.now)
            if after != before { try change.log(.recordConfirmed, ["record": after.id.description]) }
            return WireConfirmReply("R-\(after.number)", after.state.rawValue)
        }
    }
}

extension WireConfirmReply {
    init(_ subject: String, _ state: String) {
        self.init()
        self.subject = subject
        self.state = state
    }
}

extension AuditKind {
    static let recordConfirmed = AuditKind(rawValue: "record.confirmed")
    static let recordRejected = AuditKind(rawValue: "record.rejected")
}
