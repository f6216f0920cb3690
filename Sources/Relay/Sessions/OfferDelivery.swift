import AuditLog
import AuditStorage
import Cryptography
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
            _ = try await context.turns.take(machine) {
                try await connection.call(.sessionOffer, offer, timeout: Self.patience)
            }
        } catch let failure as Failure where Self.isRefusal(failure) {
            try await context.change(id) { record in
                try record.apply(.dropped, kind: .sessionRefused, parameters: Self.parameters(failure))
            }
            throw failure
        } catch {
            context.logger.info("offer not delivered", metadata: ["session": "\(id)", "failure": "\(error)"])
            return
        }
        do {
            try await context.change(id) { try $0.apply(.delivered, kind: .sessionDelivered) }
        } catch let failure as Failure where failure.code == .sessionEnded {
            // It ended while the offer was on its way: what the machine was told of the end came before the offer.
            await tellEnded(id)
        }
    }

    /// A machine has come back: it gets what waits for it.
    func arrived(_ machine: MachineID, openThere: [SessionID]) async {
        do {
            let sessions = try await context.database.read { try $0.sessions.open(on: machine) }
            await withDiscardingTaskGroup { group in
                for session in sessions where session.session.phase == .requested && session.session.initiator != .agent {
                    group.addTask { await deliverLate(session.id) }
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

    private func deliverLate(_ id: SessionID) async {
        do {
            try await deliver(id)
        } catch {
            context.logger.info("offer refused", metadata: ["session": "\(id)", "failure": "\(error)"])
        }
    }

    /// Tells the machine that a session is over, and takes the outcomes of what is unresolved, a message full at a time.
    func tellEnded(_ id: SessionID) async {
        do {
            var left = Int.max
            while let (machine, ended, unresolved) = try await context.database.read({ try Self.ending(of: id, $0) }),
                unresolved < left, let connection = context.presence.connection(of: machine.id)
            {
                let reply = try await context.turns.take(machine.id) {
                    try await connection.call(.sessionEnded, ended, timeout: Self.patience)
                }
                for outcome in reply.outcomes { try await accept(outcome, from: machine) }
                guard unresolved > ended.unresolved.count else { return }
                left = unresolved
            }
        } catch {
            context.logger.info("ending not told", metadata: ["session": "\(id)", "failure": "\(error)"])
        }
    }

    /// Bytes of unresolved operations in one message: with the reply, which holds them and their outcomes, well within a frame.
    private static let unresolvedRoom = 16 * 1024

    /// The machine, what it is told, and how many operations are unresolved in all.
    private static func ending(
        of id: SessionID, _ transaction: Transaction
    ) throws -> (MachineRecord, WireSessionEnded, unresolved: Int)? {
        guard let session = try transaction.sessions.find(id) else { return nil }
        var ended = WireSessionEnded()
        ended.session = id.description
        ended.code = session.session.reason?.rawValue ?? ""
        if let end = try transaction.sessionObjects.current(.end, of: id) { ended.end = try end.message() }
        let unresolved = try transaction.operations.all(of: id, unresolvedOnly: true)
        var room = unresolvedRoom
        for operation in unresolved {
            room -= operation.operation.bytes.count
            guard room >= 0 || ended.unresolved.isEmpty else { break }
            ended.unresolved.append(try operation.operation.message())
        }
        return (try transaction.machines.require(session.session.machine), ended, unresolved.count)
    }

    /// Takes a signed outcome: stored and logged once, whatever the machine repeats; an ended session is settled by it.
    func accept(_ call: WireOutcomeCall, from machine: MachineRecord) async throws {
        let now = context.clock.now()
        let signed = try StoredSigned(call.outcome)
        let outcome = try context.trust.outcome(signed.bytes, at: now)
        let hasEnded = try await context.database.write { transaction in
            var record = try SessionRecord(outcome.body.session, in: transaction, context: context, at: now)
            guard record.session.machine == machine.id else {
                throw Failure(.sessionMismatch, ["object": "outcome", "session": record.session.id.description])
            }
            let isNew = try transaction.operations.resolve(
                outcome.body.operation, outcome: signed, result: outcome.body.result, at: now)
            guard isNew else { return false }
            var effects = try record.apply(
                .finished(outcome), kind: .operationOutcome, payload: signed.bytes,
                parameters: ["operation": outcome.body.operation.description, "result": outcome.body.result.rawValue])
            let isSuccess = outcome.body.result == .succeeded
            try transaction.storedOperations.finish(
                outcome.body.operation, isSuccess ? .done : .failed, code: outcome.body.code, isSigned: true, at: now)
            try note(outcome.body, of: machine, in: record.session, transaction)
            let ending = try record.endWhenOver()
            effects += ending
            if effects.contains(.settle) { try record.settle() }
            try record.seal()
            return !ending.isEmpty
        }
        announce(outcome.body.session, of: machine.id, hasEnded: hasEnded)
    }

    /// Which version of a product the machine has now.
    private func note(
        _ outcome: Outcome, of machine: MachineRecord, in session: Session, _ transaction: Transaction
    ) throws {
        guard let version = outcome.install?.newVersion,
            let stored = try transaction.operations.find(outcome.operation)?.operation
        else { return }
        let operation: Verified<Sessions.Operation> = try context.trust.reopen(
            stored, from: session.initiator == .agent ? .machine : .technician)
        switch operation.body.work {
        case .install(let install): try transaction.machineTags.note(install.product, version, on: machine.id)
        case .patch(let patch): try transaction.machineTags.note(patch.product, version, on: machine.id)
        default: break
        }
    }

    /// A stored operation is over without an outcome; with the last one its session may end.
    func finish(_ stored: StoredOperation, _ state: StoredOperation.State, code: String) async throws {
        let now = context.clock.now()
        let hasEnded = try await context.database.write { transaction in
            guard try transaction.storedOperations.finish(stored.id, state, code: code, at: now) else { return false }
            var record = try SessionRecord(stored.session, in: transaction, context: context, at: now)
            try record.log(.operationNotPushed, ["operation": stored.id.description, "code": code])
            let ending = try record.endWhenOver()
            if ending.contains(.settle) { try record.settle() }
            try record.seal()
            return !ending.isEmpty
        }
        announce(stored.session, of: stored.machine, hasEnded: hasEnded)
    }

    private func announce(_ session: SessionID, of machine: MachineID, hasEnded: Bool) {
        context.changes.changed(session)
        context.storedChanges.changed(machine)
        // Not within the machine's own call: it waits for the answer.
        if hasEnded { Task { await tellEnded(session) } }
    }

    func offer(_ session: RelaySession, _ transaction: Transaction) throws -> WireOffer {
        let objects = try transaction.sessionObjects.current(of: session.id)
        let technician = try session.session.technician.map { try transaction.technicians.require($0) }
        var offer = WireOffer()
        if let request = objects[.request] { offer.request = try request.message() }
        if let verdict = objects[.verdict] { offer.verdict = try verdict.message() }
        offer.number = "S-\(session.number)"
        offer.technicianName = technician?.name ?? ""
        offer.organisationName =
            try transaction.customers.organisation(technician?.organisation ?? session.organisation)?.name ?? ""
        offer.watched = session.session.requestExpiry - session.created <= SessionLimits.watchedRequestLife
        return offer
    }

    /// The agent's own words about the request, as against a connection that failed, a disk that is full for now, or a
    /// revocation list that is still on its way there.
    private static func isRefusal(_ failure: Failure) -> Bool {
        let family = failure.code.rawValue.prefix { $0 != "." }
        return failure.code != .trustListMissing
            && !["connection", "call", "stream", "mux", "tls", "frame", "dial", "storage"].contains(String(family))
    }

    /// The most values of a machine's refusal that the log keeps: an entry takes 16 ids in all.
    private static let refusalValues = 8

    /// What a machine says is cut to what the log takes: its own words must not keep the refusal out of it.
    private static func parameters(_ failure: Failure) -> [String: String] {
        let values = failure.parameters.sorted { $0.key < $1.key }.prefix(refusalValues)
        return ["code": failure.code.rawValue].merging(values.map { ($0.key, $0.value) }) { own, _ in own }
    }
}

extension AuditKind {
    /// The agent would not put the request before anybody; its code is among the ids.
    static let sessionRefused = AuditKind(rawValue: "session.refused")
}
