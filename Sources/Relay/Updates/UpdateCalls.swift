import AuditLog
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
import Transport

/// Sessions that a machine begins by itself on a standing policy (requirements A15, B6, B7). No technician signs, and the relay
/// orders nothing: it says what the contract gives, holds it, and keeps the records.
struct UpdateCalls: Sendable {
    let context: RelayContext

    /// Sessions of its own that one machine may have open: one for each product that it could update at one time.
    static let openOnMachine = 16

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.updateTerms, to: Caller.isMachine) { try await terms($0.machine, $1) }
        router.answer(.updateRequest, to: Caller.isMachine) { try await request($0.machine, $1) }
        router.answer(.updateStart, to: Caller.isMachine) { try await start($0.machine, $1) }
        router.answer(.updateEnd, to: Caller.isMachine) { try await end($0.machine, $1) }
    }

    private func terms(_ machine: MachineRecord, _ call: WireUpdateTermsCall) async throws -> WireUpdateTermsReply {
        guard PlainName.isValid(call.product) else { throw Failure(.callInvalid, ["field": "product"]) }
        let now = context.clock.now()
        return try await context.database.read { transaction in
            let terms = UpdateTerms(transaction: transaction, machine: machine, zone: context.zone, now: now)
            var reply = WireUpdateTermsReply()
            reply.organisation = machine.organisation.description
            reply.line = try terms.line(of: call.product, isFix: call.fix).wire
            return reply
        }
    }

    /// Throws what a technician's request throws, `entitlement.quote-needed` on a lapsed contract among them.
    private func request(_ machine: MachineRecord, _ call: WireSessionRequestCall) async throws -> WireOffer {
        let now = context.clock.now()
        let signed = try StoredSigned(call.request)
        let request = try context.trust.request(signed.bytes, from: .machine, at: now)
        guard request.body.initiator == .agent, request.body.machine == machine.id,
            request.body.organisation == machine.organisation
        else { throw Failure(.sessionMismatch, ["object": "request", "session": request.body.session.description]) }
        let offers = OfferDelivery(context: context)
        let offer = try await context.database.write { transaction in
            try requirePolicy(request, transaction)
            try open(request, signed, machine, transaction, now)
            return try offers.offer(transaction.sessions.require(request.body.session), transaction)
        }
        context.changes.changed(request.body.session)
        return offer
    }

    /// The relay must know what the customer's word for it is, and has not heard that it was taken back.
    ///
    /// This protects the customer against nothing that the machine's own rules do not: it keeps the relay's records whole.
    private func requirePolicy(_ request: Verified<Request>, _ transaction: Transaction) throws {
        let id = request.body.update?.policy
        guard let id, let reported = try transaction.policies.find(id), reported.machine == request.body.machine else {
            throw Failure(.policyUnknown, ["text": id?.description ?? ""])
        }
        guard reported.revocation == nil else { throw Failure(.policyRevoked, ["policy": id.description]) }
    }

    private func open(
        _ request: Verified<Request>, _ signed: StoredSigned, _ machine: MachineRecord, _ transaction: Transaction,
        _ now: Timestamp
    ) throws {
        let body = request.body
        if let known = try transaction.sessions.find(body.session) {
            guard known.session.request == request.digest else {
                throw Failure(.sessionConflict, ["object": "request", "session": body.session.description])
            }
            return
        }
        guard try transaction.sessions.openOwn(of: machine.id) < Self.openOnMachine else {
            throw Failure(.sessionsTooMany, ["limit": String(Self.openOnMachine)])
        }
        let terms = UpdateTerms(transaction: transaction, machine: machine, zone: context.zone, now: now)
        if let update = body.update {
            for line in body.lines { try terms.check(line, of: update) }
        }
        let lines = try VerdictMaking(transaction: transaction, zone: context.zone)
            .lines(of: body, customer: machine.customer, received: now, quotes: .strict)
        for line in lines { try line.verdict.admit(line.question.kind) }
        let session = try Session(request: request, at: now)
        let row = try transaction.sessions.insert(
            session, request: signed, customer: machine.customer, organisation: machine.organisation, at: now)
        var record = SessionRecord(row, in: transaction, context: context, at: now)
        var ids: [String: String] = [:]
        if let update = body.update {
            ids = ["policy": update.policy.description, "product": update.product, "version": update.version]
        }
        try record.log(.sessionRequested, payload: signed.bytes, ids)
        try transaction.sessionEvents.append(
            state: session.phase.rawValue, code: AuditKind.sessionRequested.rawValue, parameters: ids, to: session.id, at: now)
        _ = try record.issueVerdict(lines, for: request)
        try record.seal()
    }

    /// The machine is about to begin: the intent is in the relay's log first, as for every operation (promise D4).
    private func start(_ machine: MachineRecord, _ call: WireUpdateStartCall) async throws -> WireEmpty {
        let now = context.clock.now()
        let signed = try StoredSigned(call.operation)
        let operation = try context.trust.operation(signed.bytes, from: .machine, at: now)
        guard operation.signer.name?.id == machine.id.description else {
            throw Failure(.sessionWrongSigner, ["object": "operation", "session": operation.body.session.description])
        }
        try await context.database.write { transaction in
            guard try transaction.sessions.find(operation.body.session)?.session.machine == machine.id else {
                throw Failure(.sessionMismatch, ["object": "operation", "session": operation.body.session.description])
            }
            try requireSame(operation.body, transaction, now)
            try OperationIntent(context: context, operation: operation, signed: signed).write(in: transaction, at: now)
        }
        context.changes.changed(operation.body.session)
        return WireEmpty()
    }

    /// The machine installs what its request named, and what was judged: naming another release would let it fetch that.
    private func requireSame(_ operation: Sessions.Operation, _ transaction: Transaction, _ now: Timestamp) throws {
        let update = try SessionRecord(operation.session, in: transaction, context: context, at: now).request().body.update
        let target = try operation.release.flatMap { try transaction.releaseTargets.find($0.path, $0.digest)?.words }
        let facts = try update.map { try UpdateFacts($0, in: transaction) }
        guard case .install(let install) = operation.work, let update, install.product == update.product,
            install.version == update.version,
            target.map({
                $0.product == update.product && $0.version == update.version && facts?.include($0) ?? false
            }) ?? true
        else {
            throw Failure(
                .sessionMismatch, ["object": "operation", "field": "install", "session": operation.session.description])
        }
    }

    private func end(_ machine: MachineRecord, _ call: WireSessionEndCall) async throws -> WireEmpty {
        let signed = try StoredSigned(call.end)
        let end = try context.trust.end(signed.bytes, from: .machine, at: context.clock.now())
        try await context.change(end.body.session) { record in
            guard record.session.machine == machine.id, record.session.initiator == .agent else {
                throw Failure(.sessionMismatch, ["object": "end", "session": end.body.session.description])
            }
            return try record.apply(
                .ended(end), kind: .sessionEnded, object: (.end, signed), parameters: ["ending": end.body.ending.rawValue])
        }
        return WireEmpty()
    }
}
