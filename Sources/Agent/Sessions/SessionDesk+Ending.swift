import AgentStorage
import AuditLog
import AuditStorage
import Cryptography
import Logging
package import Messages
package import Primitives
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf
import Transport

/// The end of sessions, and what became of operations that nobody finished.
extension SessionDesk {
    /// The relay says that a session is over. Stopping needs no proof; the technician's signed word decides how it is called.
    ///
    /// - Returns: an outcome for each operation that the relay knows none of and that does not run any more.
    package func ended(_ call: WireSessionEnded) throws -> WireSessionEndedReply {
        guard let id = SessionID(call.session) else { throw Failure(.callInvalid, ["field": "session"]) }
        if let session = open[id] {
            try end(session, call)
        }
        var reply = WireSessionEndedReply()
        var room = LocalLimits.replyBytes
        for signed in call.unresolved.prefix(SessionLimits.operations) {
            guard let resolved = try resolve(SignedMessage(wire: signed), in: id) else { continue }
            room -= try (resolved.serializedBytes() as [UInt8]).count + LocalLimits.fieldHeader
            // What does not fit is reported by itself, as every outcome that the relay has not acknowledged.
            if room >= 0 { reply.outcomes.append(resolved) }
        }
        return reply
    }

    /// The relay does not know the session as open any more.
    package func drop(_ id: SessionID, code: String) throws {
        guard let session = open[id] else { return }
        try end(session, WireSessionEnded.with { $0.code = code })
    }

    private func end(_ found: OpenSession, _ call: WireSessionEnded) throws {
        var session = found
        let time = trust.time()
        let end: SignedObject<End>? = call.hasEnd ? opened(call.end, at: time) : nil
        var effects: [SessionEffect]
        if let end, let applied = try? apply(.ended(end.verified), to: &session, at: time) {
            effects = applied
        } else {
            effects = try apply(.dropped, to: &session, at: time)
            if Self.isCode(call.code) { session.endedCode = call.code }
        }
        let bytes = try end.map { try StoredSigned($0.message) }
        try commit(session, effects, at: time) { entries, transaction in
            if let bytes { try transaction.sessionObjects.append(bytes, kind: .end, to: session.id, at: time) }
            entries.add(.sessionEnded, Self.ids(session), payload: bytes?.bytes ?? [])
        }
    }

    private func opened(_ end: WireSigned, at time: Timestamp) -> SignedObject<End>? {
        do {
            return try trust.current().open(SignedMessage(wire: end), from: .technician, at: time)
        } catch {
            logger.warning("a session's end does not verify", metadata: ["failure": "\(error)"])
            return nil
        }
    }

    /// The outcome of an operation that the relay misses: the one that is here, or that it was not performed. nil while it still runs,
    /// and for what was never an operation of this session.
    private func resolve(_ message: SignedMessage, in id: SessionID) throws -> WireOutcomeCall? {
        guard let record = try journal.database.read({ try $0.sessions.find(id) }) else { return nil }
        let operation: SignedObject<Operation>
        do {
            operation = try trust.current().reopen(message, from: record.session.requester)
        } catch {
            logger.warning("an unresolved operation does not verify", metadata: ["failure": "\(error)"])
            return nil
        }
        guard operation.body.session == id, operation.body.request == record.session.request,
            operation.verified.signer.key == record.session.technicianKey, permits[operation.body.operation] == nil
        else { return nil }
        if let stored = try journal.database.read({ try $0.operations.find(operation.body.operation) }) {
            guard stored.operation.digest == operation.digest else { return nil }
            if let outcome = stored.outcome { return try Self.call(outcome.bytes, message) }
            // An install goes on to its end whatever becomes of its session, and says itself what that was.
            if record.session.initiator == .agent { return nil }
            if try pendingInstall(operation.body.operation) != nil { return nil }
        }
        guard let grant = record.session.grants.last else { return nil }
        let outcome = try notPerformed(operation, grant: grant, record: record.session)
        return try Self.call(outcome.message.bytes, message)
    }

    /// Signs for each operation of an ended session that has an intent and no outcome; the one that runs signs for itself.
    func resolveLeftovers(of session: OpenSession) throws {
        guard session.session.activation != nil, session.session.initiator != .agent else { return }
        try resolveLeftovers(of: session.session)
    }

    private func resolveLeftovers(of session: Session) throws {
        let left = try journal.database.read { try $0.operations.all(of: session.id) }
            .filter { try $0.state != .outcome && permits[$0.id] == nil && pendingInstall($0.id) == nil }
        guard let believed = try? trust.current(), let grant = session.grants.last else { return }
        for stored in left {
            let operation: SignedObject<Operation>
            do {
                operation = try believed.reopen(SignedMessage(bytes: stored.operation.bytes), from: .technician)
            } catch {
                // Its authority is no longer in the bundle: it stays without outcome, and nothing else waits for it.
                logger.warning("an operation cannot be judged", metadata: ["operation": "\(stored.id)", "failure": "\(error)"])
                continue
            }
            _ = try notPerformed(operation, grant: grant, record: session)
        }
    }

    /// After a start: sessions that ended while an operation of theirs was without outcome.
    func resolveForgotten() throws {
        let sessions = try journal.database.read { transaction in
            try Set(transaction.operations.unresolved().map(\.session)).compactMap { try transaction.sessions.find($0) }
        }
        for record in sessions where record.session.phase == .ended && record.session.initiator != .agent {
            try resolveLeftovers(of: record.session)
        }
    }

    /// An operation that will not be performed any more. Where its last step had begun, nobody can say that nothing was done.
    private func notPerformed(_ operation: SignedObject<Operation>, grant: Digest, record: Session) throws -> SignedObject<
        Outcome
    > {
        let body = operation.body
        let time = trust.time()
        let known = try journal.database.read { try $0.operations.find(body.operation) }
        let number = try journal.database.read { try $0.sessions.find(body.session)?.number } ?? body.session.description
        let result: OperationResult = known?.state == .effect ? .failed : .notPerformed
        let failure = Failure(
            result == .failed ? .operationInterrupted : .operationNotPerformed,
            ["operation": body.operation.description, "session": number])
        let outcome = try SignedObject<Outcome>.sign(
            Outcome(
                operationDigest: operation.digest, grant: grant, session: body.session, operation: body.operation, result: result,
                code: failure.code.rawValue, parameters: Outcome.parameters(of: failure), started: known?.intended ?? time,
                finished: max(time, known?.intended ?? time),
                checkpoint: journal.checkpoint(at: clock.reading().wall).reference),
            by: journal.identity.current)
        let bytes = try StoredSigned(outcome.message)
        let operationBytes = try StoredSigned(operation.message)
        try journal.write(at: clock.reading().wall) { entries, transaction in
            try transaction.operations.intend(
                body.operation, session: body.session, line: body.line, operation: operationBytes, at: time)
            try transaction.operations.resolve(body.operation, outcome: bytes, result: result, at: time)
            var session = try transaction.sessions.require(body.session).session
            if session.operation(body.operation) != nil {
                _ = try session.apply(.finished(outcome.verified), at: time)
                try transaction.sessions.save(session, at: time)
            }
            entries.add(
                .operationOutcome, ["session": body.session.description, "operation": body.operation.description],
                payload: bytes.bytes)
        }
        changes.raise()
        return outcome
    }

    private static func call(_ outcome: [UInt8], _ operation: SignedMessage) throws -> WireOutcomeCall {
        let outcome = try SignedMessage(bytes: outcome).wire
        return WireOutcomeCall.with {
            $0.outcome = outcome
            $0.operation = operation.wire
        }
    }

    /// A code is shown to people: letters, digits, dots and hyphens.
    private static func isCode(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 46 }
    }
}
