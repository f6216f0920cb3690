import AuditLog
import AuditStorage
import Entitlement
import Messages
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf
import Transport

/// The calls of sessions at the relay. Each change is one transaction of state, ledger and log; what must be told to others
/// is told after it has committed.
struct SessionDesk: Sendable {
    let context: RelayContext
    let offers: OfferDelivery

    init(context: RelayContext) {
        self.context = context
        offers = OfferDelivery(context: context)
    }

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.sessionRequest, to: Caller.isTechnician) { try await request($0.technician, $1) }
        router.answer(.sessionShow, to: Caller.isTechnician) { try await show($0.technician, $1) }
        router.feed(.sessionFollow, to: Caller.isTechnician) { try await follow($0.technician, $1, $2) }
        router.feed(.sessionList, to: Caller.isTechnician) { try await list($0.technician, $1, $2) }
        router.answer(.sessionEnd, to: Caller.isTechnician) { try await end($0.technician, $1) }
        router.answer(.sessionSeen, to: Caller.isMachine) { try await seen($0.machine, $1) }
        router.answer(.sessionGrant, to: Caller.isMachine) { try await grant($0.machine, $1) }
        router.answer(.sessionDeny, to: Caller.isMachine) { try await deny($0.machine, $1) }
        router.answer(.sessionRevoke, to: Caller.isMachine) { try await revoke($0.machine, $1) }
        router.answer(.sessionOutcome, to: Caller.isMachine) { try await outcome($0.machine, $1) }
    }

    // MARK: - The technician's side

    private func request(_ technician: Caller.Technician, _ call: WireSessionRequestCall) async throws -> WireSessionView {
        let now = context.clock.now()
        let signed = try StoredSigned(call.request)
        let request = try context.trust.request(signed.bytes, at: now)
        guard request.signer.key == technician.key, request.body.technician == technician.id else {
            throw Failure(.sessionWrongSigner, ["object": "request", "session": request.body.session.description])
        }
        let opening = SessionOpening(context: context, technician: technician, request: request, signed: signed)
        let isNew = try await context.database.write { try opening.perform(in: $0, at: now) }
        if isNew { try await offers.deliver(request.body.session) }
        return try await view(request.body.session)
    }

    private func end(_ technician: Caller.Technician, _ call: WireSessionEndCall) async throws -> WireSessionView {
        let now = context.clock.now()
        let signed = try StoredSigned(call.end)
        let end = try context.trust.end(signed.bytes, at: now)
        try await change(end.body.session, scope: technician.scope) { record in
            try record.apply(
                .ended(end), kind: .sessionEnded, object: (.end, signed), parameters: ["ending": end.body.ending.rawValue])
        }
        await offers.tellEnded(end.body.session)
        return try await view(end.body.session)
    }

    private func show(_ technician: Caller.Technician, _ call: WireSessionCall) async throws -> WireSessionView {
        let id = try await context.database.read { try Lookup(transaction: $0, scope: technician.scope).session(call.session).id }
        return try await view(id)
    }

    private func follow(
        _ technician: Caller.Technician, _ call: WireSessionCall, _ send: @Sendable (WireSessionView) async throws -> Void
    ) async throws {
        let id = try await context.database.read { try Lookup(transaction: $0, scope: technician.scope).session(call.session).id }
        for await _ in context.changes.follow(id) {
            let view = try await view(id)
            try await send(view)
            if view.state == SessionPhase.ended.rawValue { return }
        }
    }

    private func list(
        _ technician: Caller.Technician, _ call: WireSessionListCall,
        _ send: @Sendable (WireSessionListReply) async throws -> Void
    ) async throws {
        let pages = try await context.database.read { transaction in
            let lookup = Lookup(transaction: transaction, scope: technician.scope)
            let rows = try transaction.sessions.list(
                machine: call.machine.isEmpty ? nil : lookup.machine(call.machine).id,
                technician: call.mine ? technician.id : nil, openOnly: call.openOnly, scope: technician.scope)
            let views = SessionViews(context: context, transaction: transaction)
            return try ReplyRoom.pages(of: rows.map { try views.summary(of: $0) })
        }
        for page in pages { try await send(WireSessionListReply.with { $0.sessions = page }) }
    }

    // MARK: - The agent's side

    private func seen(_ machine: MachineRecord, _ call: WireSessionCall) async throws -> WireEmpty {
        try await change(id(call.session), of: machine) { try $0.apply(.seen, kind: .sessionSeen) }
        return WireEmpty()
    }

    private func grant(_ machine: MachineRecord, _ call: WireGrantCall) async throws -> WireGrantReply {
        let now = context.clock.now()
        let signed = try StoredSigned(call.grant)
        let grant = try context.trust.grant(signed.bytes, at: now)
        let reply = try await context.database.write { transaction in
            var record = try SessionRecord(grant.body.session, in: transaction, context: context, at: now)
            try owns(machine, record)
            return try Granting(grant: grant, signed: signed).perform(on: &record)
        }
        context.changes.changed(grant.body.session)
        context.storedChanges.changed(machine.id)
        return reply
    }

    private func deny(_ machine: MachineRecord, _ call: WireDenyCall) async throws -> WireEmpty {
        let signed = try StoredSigned(call.denial)
        let denial = try context.trust.denial(signed.bytes, at: context.clock.now())
        try await change(denial.body.session, of: machine) { record in
            try record.apply(
                .denied(denial), kind: .sessionDenied, object: (.denial, signed), parameters: ["reason": denial.body.reason])
        }
        return WireEmpty()
    }

    private func revoke(_ machine: MachineRecord, _ call: WireRevokeCall) async throws -> WireEmpty {
        let signed = try StoredSigned(call.revocation)
        let revocation = try context.trust.revocation(signed.bytes, at: context.clock.now())
        try await change(revocation.body.session, of: machine) { record in
            try record.apply(
                .revoked(revocation), kind: .sessionRevoked, object: (.revocation, signed),
                parameters: ["reason": revocation.body.reason])
        }
        return WireEmpty()
    }

    private func outcome(_ machine: MachineRecord, _ call: WireOutcomeCall) async throws -> WireEmpty {
        try await offers.accept(call, from: machine)
        return WireEmpty()
    }

    // MARK: -

    private func id(_ text: String) throws -> SessionID {
        guard let id = SessionID(text) else { throw Failure(.callInvalid, ["field": "session"]) }
        return id
    }

    private func change(
        _ id: SessionID, of machine: MachineRecord, _ body: @escaping @Sendable (inout SessionRecord) throws -> [SessionEffect]
    ) async throws {
        try await context.change(id) { record in
            try owns(machine, record)
            return try body(&record)
        }
    }

    private func change(
        _ id: SessionID, scope: OrganisationScope, _ body: @escaping @Sendable (inout SessionRecord) throws -> [SessionEffect]
    ) async throws {
        try await context.change(id) { record in
            guard scope.contains(record.row.organisation) else { throw Failure(.findNothing, ["text": id.description]) }
            return try body(&record)
        }
    }

    /// Another machine's session does not exist for this one (H38).
    private func owns(_ machine: MachineRecord, _ record: SessionRecord) throws {
        guard record.session.machine == machine.id else {
            throw Failure(.sessionMismatch, ["object": "session", "session": record.session.id.description])
        }
    }

    private func view(_ id: SessionID) async throws -> WireSessionView {
        try await context.database.read { try SessionViews(context: context, transaction: $0).full($0.sessions.require(id)) }
    }
}

extension RelayContext {
    /// Applies a change of one session in a transaction, performs what the ledger owes, and wakes its followers.
    func change(_ id: SessionID, _ body: @escaping @Sendable (inout SessionRecord) throws -> [SessionEffect]) async throws {
        let now = clock.now()
        try await database.write { transaction in
            var record = try SessionRecord(id, in: transaction, context: self, at: now)
            let effects = try body(&record)
            if effects.contains(.settle) { try record.settle() }
            try record.seal()
        }
        changes.changed(id)
    }
}
