import AuditLog
import AuditStorage
import Entitlement
import Logging
import Messages
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage
import Transport

/// Brings requests and endings to machines, and takes their outcomes.
struct OfferDelivery: Sendable {
    let context: RelayContext

    /// How long a machine may take to answer; it only has to store the request.
    private static let patience = Duration.seconds(10)

    /// Offers a session to its machine, if that is connected; else it is offered at the machine's next connection.
    ///
    /// Throws the machine's reason where it will not take the request; the session has ended then.
    func deliver(_ id: SessionID) async throws {
        let (machine, offer) = try await context.database.read { transaction -> (MachineID, WireOffer) in
            let session = try transaction.sessions.require(id)
            return (session.session.machine, try self.offer(session, transaction))
        }
        guard let connection = context.presence.connection(of: machine) else { return }
        do {
            _ = try await connection.call(.sessionOffer, offer, timeout: Self.patience)
        } catch let failure as Failure where Self.isRefusal(failure) {
            try await context.change(id) { record in
                let parameters = ["code": failure.code.rawValue].merging(failure.parameters) { own, _ in own }
                return try record.apply(.dropped, kind: .sessionRefused, parameters: parameters)
            }
            throw failure
        } catch {
            context.logger.info("offer not delivered", metadata: ["session": "\(id)", "failure": "\(error)"])
            return
        }
        try await context.change(id) { try $0.apply(.delivered, kind: .sessionDelivered) }
    }

    /// A machine has come back: it gets what waits for it.
    func arrived(_ machine: MachineID, openThere: [SessionID]) async {
        do {
            let sessions = try await context.database.read { try $0.sessions.open(on: machine) }
            for session in sessions where session.session.phase == .requested {
                do {
                    try await deliver(session.id)
                } catch {
                    context.logger.info("offer refused", metadata: ["session": "\(session.id)", "failure": "\(error)"])
                }
            }
            let open = Set(sessions.map(\.id))
            let unresolved = try await context.database.read { try $0.operations.sessionsWithUnresolved(on: machine) }
            for session in Set(openThere).subtracting(open).union(unresolved.filter { !open.contains($0) }) {
                await tellEnded(session)
            }
        } catch {
            context.logger.error("sessions of a machine not read", metadata: ["machine": "\(machine)", "failure": "\(error)"])
        }
    }

    /// Tells the machine that a session is over, and takes the outcomes of what is unresolved.
    func tellEnded(_ id: SessionID) async {
        do {
            let facts = try await context.database.read { transaction -> (MachineID, WireSessionEnded)? in
                guard let session = try transaction.sessions.find(id) else { return nil }
                var ended = WireSessionEnded()
                ended.session = id.description
                ended.code = session.session.reason?.rawValue ?? ""
                if let end = try transaction.sessionObjects.current(.end, of: id) { ended.end = try end.message() }
                ended.unresolved = try transaction.operations.all(of: id, unresolvedOnly: true).map { try $0.operation.message() }
                return (session.session.machine, ended)
            }
            guard let (machine, ended) = facts, let connection = context.presence.connection(of: machine) else { return }
            let reply = try await connection.call(.sessionEnded, ended, timeout: Self.patience)
            let record = try await context.database.read { try $0.machines.require(machine) }
            for outcome in reply.outcomes { try await accept(outcome, from: record) }
        } catch {
            context.logger.info("ending not told", metadata: ["session": "\(id)", "failure": "\(error)"])
        }
    }

    /// Takes a signed outcome: stored and logged once, whatever the machine repeats; an ended session is settled by it.
    func accept(_ call: WireOutcomeCall, from machine: MachineRecord) async throws {
        let now = context.clock.now()
        let signed = try StoredSigned(call.outcome)
        let outcome = try context.trust.outcome(signed.bytes, at: now)
        try await context.database.write { transaction in
            var record = try SessionRecord(outcome.body.session, in: transaction, context: context, at: now)
            guard record.session.machine == machine.id else {
                throw Failure(.sessionMismatch, ["object": "outcome", "session": record.session.id.description])
            }
            let isNew = try transaction.operations.resolve(
                outcome.body.operation, outcome: signed, result: outcome.body.result, at: now)
            guard isNew else { return }
            let effects = try record.apply(
                .finished(outcome), kind: .operationOutcome, payload: signed.bytes,
                parameters: ["operation": outcome.body.operation.description, "result": outcome.body.result.rawValue])
            if effects.contains(.settle) { try record.settle() }
            try record.seal()
        }
        context.changes.changed(outcome.body.session)
    }

    private func offer(_ session: RelaySession, _ transaction: Transaction) throws -> WireOffer {
        let objects = try transaction.sessionObjects.current(of: session.id)
        let technician = try transaction.technicians.require(session.session.technician)
        var offer = WireOffer()
        if let request = objects[.request] { offer.request = try request.message() }
        if let verdict = objects[.verdict] { offer.verdict = try verdict.message() }
        offer.number = "S-\(session.number)"
        offer.technicianName = technician.name
        offer.organisationName = try transaction.customers.organisation(technician.organisation)?.name ?? ""
        offer.watched = session.session.requestExpiry - session.created <= SessionLimits.watchedRequestLife
        return offer
    }

    /// The agent's own words, as against a connection that failed.
    private static func isRefusal(_ failure: Failure) -> Bool {
        let family = failure.code.rawValue.prefix { $0 != "." }
        return !["connection", "call", "stream", "mux", "tls", "frame", "dial"].contains(String(family))
    }
}

extension AuditKind {
    /// The agent would not put the request before anybody; its code is among the ids.
    static let sessionRefused = AuditKind(rawValue: "session.refused")
}
