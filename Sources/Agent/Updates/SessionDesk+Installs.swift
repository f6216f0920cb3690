import AgentStorage
import AuditLog
import AuditStorage
import Cryptography
import Primitives
import Sessions
import SignedObjects
import Storage

/// Operations that the installer performs. They go on to their end whatever becomes of the session, the connection or this program, and
/// their unit is held until the outcome is signed.
extension SessionDesk {
    func pendingInstall(_ operation: OperationID) throws -> PendingInstall? {
        try journal.database.read { try $0.installs.find(operation) }
    }

    func pendingInstalls() throws -> [PendingInstall] {
        try journal.database.read { try $0.installs.all() }
    }

    /// The installer is about to be asked: on the disk before it is, and the last moment at which the customer or the clock prevent it.
    func asking(_ install: PendingInstall, _ running: RunningOperation) throws {
        try running.permit.check()
        try journal.database.write { transaction in
            try transaction.operations.effectBegins(install.operation)
            try transaction.installs.store(install)
        }
    }

    /// The installer did not take it.
    func notAsked(_ operation: OperationID) throws {
        try journal.database.write { try $0.installs.remove(operation) }
    }

    /// Signs what became of an install or a patch and stores it; the relay is told when it can be reached. The same again changes nothing.
    ///
    /// - Parameter isReporting: the caller tells the relay itself.
    /// - Returns: the outcome, also one that was signed before; nil where the operation has none and can have none.
    func finishInstall(
        _ id: OperationID, _ result: OperationResult, because failure: Failure?, effect: InstallEffect?, bytes: UInt64,
        isReporting: Bool = false
    ) throws -> SignedObject<Outcome>? {
        guard let stored = try journal.database.read({ try $0.operations.find(id) }),
            let record = try journal.database.read({ try $0.sessions.find(stored.session) })
        else { return nil }
        let believed = try trust.current()
        if let known = stored.outcome {
            try journal.database.write { try $0.installs.remove(id) }
            return try believed.reopen(SignedMessage(bytes: known.bytes), from: .machine)
        }
        guard let grant = record.session.grants.last else { return nil }
        let operation: SignedObject<Operation> = try believed.reopen(
            SignedMessage(bytes: stored.operation.bytes), from: record.session.requester)
        let time = max(trust.time(), stored.intended)
        let outcome = try SignedObject<Outcome>.sign(
            Outcome(
                operationDigest: operation.digest, grant: grant, session: stored.session, operation: id, result: result,
                code: failure?.code.rawValue ?? "", parameters: failure.map { Outcome.parameters(of: $0) } ?? [:],
                install: effect, bytes: bytes, started: stored.intended, finished: time,
                checkpoint: journal.checkpoint(at: clock.reading().wall).reference),
            by: journal.identity.current)
        let signed = try StoredSigned(outcome.message)
        let after = try journal.write(at: clock.reading().wall) { entries, transaction in
            try transaction.operations.resolve(id, outcome: signed, result: result, at: time)
            try transaction.installs.remove(id)
            var session = try open[stored.session]?.session ?? transaction.sessions.require(stored.session).session
            _ = try session.apply(.finished(outcome.verified), at: time)
            try transaction.sessions.save(session, at: time)
            entries.add(
                .operationOutcome, ["session": stored.session.description, "operation": id.description], payload: signed.bytes)
            return session
        }
        open[stored.session]?.session = after
        permits[id] = nil
        if isReporting { reporting.insert(id) }
        changes.raise()
        return outcome
    }

    /// A person here asks for the version before, or says that the new one stays.
    func noteDecision(on product: String, stays: Bool, by person: ConfiguredPerson) throws {
        guard person.mayApprove else { throw Failure(.consentNotApprover, ["name": person.approver.name]) }
        try journal.write(at: clock.reading().wall) { entries, _ in
            entries.add(stays ? .productKept : .productRollback, ["product": product, "uid": String(person.approver.uid)])
        }
    }
}

extension AuditKind {
    /// A person at the machine asked for the version of a product that was there before.
    static let productRollback = AuditKind(rawValue: "product.rollback")
    /// A person at the machine said that the new version stays, whose install waited for that.
    static let productKept = AuditKind(rawValue: "product.kept")
}
