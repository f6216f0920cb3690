import AgentStorage
import AuditLog
import AuditStorage
import Cryptography
import Logging
import Messages
import Primitives
import Sessions
import SignedObjects
import Storage

/// An operation that may have its effect, and what it asks while it works.
struct RunningOperation: Sendable {
    let authorized: AuthorizedOperation
    let permit: WorkPermit
    /// When the intent was first logged; a resumed operation keeps it.
    let started: Timestamp
    /// An earlier attempt may have moved any part of it.
    let isResumed: Bool
    let moved = MovedBytes()

    /// What counts against the grant's bytes when it fails: what was moved, and all of it where nobody knows what was before.
    var spent: UInt64 { isResumed ? authorized.size : min(moved.count, authorized.size) }
}

/// What becomes of an operation that arrives.
enum OperationAdmission: Sendable {
    /// It verified and the grant allows it; nothing has been done or logged yet.
    case new(SignedObject<Operation>)
    /// It was done before under this grant: the same signed bytes get the same answer (H36).
    case answered(SignedObject<Operation>, outcome: SignedObject<Outcome>)
}

/// Operations: what the technician signed is checked against what the customer granted, and logged before it is done.
extension SessionDesk {
    /// Verifies an operation and looks whether the grant would allow it.
    ///
    /// - Parameter size: raw bytes that it will move; nil where only the file can say (pull).
    /// - Throws: and logs, every reason why not (H38, H42, H43, H45).
    func admit(_ call: WireTransferOpen) throws -> OperationAdmission {
        do {
            return try judge(call)
        } catch let failure as Failure {
            refused(failure, ids: ["session": String(call.session.prefix(64))])
            throw failure
        }
    }

    private func judge(_ call: WireTransferOpen) throws -> OperationAdmission {
        try expireOverdue()
        let operation: SignedObject<Operation> = try trust.current().open(
            SignedMessage(wire: call.operation), from: .technician, at: trust.time())
        let body = operation.body
        guard call.session == body.session.description else {
            throw Failure(.sessionMismatch, ["object": "operation", "field": "session"])
        }
        let session = try require(body.session)
        let known = try journal.database.read { try $0.operations.find(body.operation) }
        if let known, known.operation.digest != operation.digest {
            throw Failure(.operationConflict, ["operation": body.operation.description])
        }
        if let stored = known?.outcome {
            let outcome = try answer(operation, stored, in: session)
            let time = clock.reading().wall
            if alerts.spend(at: time) {
                try journal.write(at: time) { entries, _ in entries.add(.operationRepeated, Self.ids(operation)) }
            }
            return .answered(operation, outcome: outcome)
        }
        // What a tree counts is known when its manifest is.
        if case .push(let push) = body.work {
            _ = try authorize(operation, size: push.size, counted: push.isTree ? 0 : nil)
        } else {
            _ = try authorize(operation, size: 0)
        }
        return .new(operation)
    }

    /// The stored outcome, where it may still be told: under the live grant, to the technician of the session.
    private func answer(
        _ operation: SignedObject<Operation>, _ stored: StoredSigned, in session: OpenSession
    ) throws -> SignedObject<Outcome> {
        guard session.session.phase == .active, !withdrawn.contains(session.id) else {
            throw Failure(.sessionWrongState, ["session": session.number, "state": session.session.phase.rawValue])
        }
        guard operation.verified.signer.key == session.session.technicianKey,
            operation.body.request == session.session.request
        else { throw Failure(.sessionWrongSigner, ["object": "operation", "session": session.number]) }
        return try trust.current().reopen(SignedMessage(bytes: stored.bytes), from: .machine)
    }

    /// Asks the activated grant. The grant's clock is advanced first.
    private func authorize(
        _ operation: SignedObject<Operation>, size: UInt64, counted: UInt64? = nil
    ) throws -> AuthorizedOperation {
        let session = try require(operation.body.session)
        guard !withdrawn.contains(session.id) else { throw Failure(.sessionRevoked, ["session": session.number]) }
        guard let activated = session.activated, var grantClock = session.clock else {
            throw Failure(
                .sessionWrongState, ["session": session.number, "state": session.session.phase.rawValue, "event": "started"])
        }
        let standing = grantClock.advance(to: clock.reading())
        open[session.id]?.clock = grantClock
        return try activated.authorize(
            operation.verified, size: size, counted: counted, in: session.session, standing: standing, allowed: roots.scope)
    }

    /// Logs the intent; after this the operation may have its effect, as long as its permit holds.
    ///
    /// - Parameters:
    ///   - size: raw bytes of what will be moved, as the manifest or the opened file says.
    ///   - counted: of these what counts against the grant's bytes; nil: all of them.
    ///   - unfinished: what a push leaves that is cut off; kept until it is done.
    func begin(
        _ operation: SignedObject<Operation>, size: UInt64, counted: UInt64? = nil, leaving unfinished: UnfinishedPush? = nil
    ) throws -> RunningOperation {
        do {
            return try start(operation, size: size, counted, unfinished)
        } catch let failure as Failure where failure.code != .operationRunning {
            refused(failure, ids: Self.ids(operation))
            throw failure
        }
    }

    private func start(
        _ operation: SignedObject<Operation>, size: UInt64, _ counted: UInt64?, _ unfinished: UnfinishedPush?
    ) throws -> RunningOperation {
        let body = operation.body
        guard permits[body.operation] == nil else { throw Failure(.operationRunning, ["operation": body.operation.description]) }
        let authorized = try authorize(operation, size: size, counted: counted)
        var session = try require(body.session)
        guard case .running(let remaining, let now)? = session.clock?.standing else {
            throw Failure(.sessionExpired, ["session": session.number])
        }
        let effects = try apply(.started(operation.verified, bytes: authorized.size), to: &session, at: now)
        let bytes = try StoredSigned(operation.message)
        let time = trust.time()
        var isNew = true
        try commit(session, effects, at: time) { entries, transaction in
            isNew = try transaction.operations.intend(
                body.operation, session: session.id, line: body.line, operation: bytes, at: time)
            if let unfinished { try transaction.unfinished.store(unfinished, at: clock.reading().wall) }
            entries.add(isNew ? .operationIntent : .operationResumed, Self.ids(operation), payload: isNew ? bytes.bytes : [])
        }
        let started = try journal.database.read { try $0.operations.find(body.operation)?.intended } ?? time
        let wallLeft = session.grant.map { $0.body.notAfter - now } ?? remaining
        let permit = WorkPermit(
            session: session.number, deadline: clock.reading().boottime + min(remaining, wallLeft), clock: clock)
        permits[body.operation] = permit
        return RunningOperation(authorized: authorized, permit: permit, started: started, isResumed: !isNew)
    }

    /// Whether so many bytes would be more than the grant has left.
    func exceeds(_ operation: Operation, size: UInt64) -> Bool {
        guard let session = open[operation.session], let limit = session.grant?.body.scope.byteLimit else { return false }
        let (total, overflow) = session.session.bytesUsed(without: operation.operation).addingReportingOverflow(size)
        return overflow || total > limit
    }

    /// Whether the last step of an operation had begun: an earlier attempt may have done it.
    func hadEffect(_ running: RunningOperation) throws -> Bool {
        let id = running.authorized.operation.body.operation
        return try journal.database.read { try $0.operations.find(id)?.state == .effect }
    }

    /// How many directories above its content the push found missing.
    func madeDirectories(by operation: OperationID) throws -> Int {
        try journal.database.read { try $0.unfinished.find(operation)?.madeDirectories ?? 0 }
    }

    /// The next step cannot be undone: said to the disk before it is done (H78).
    func effectBegins(_ running: RunningOperation) throws {
        try running.permit.check()
        try journal.database.write { try $0.operations.effectBegins(running.authorized.operation.body.operation) }
    }

    /// Signs and stores what an operation did; on the disk when this returns. The caller tells the relay: `OutcomeReporter`.
    ///
    /// - Parameters:
    ///   - failure: why it did not succeed.
    ///   - leavesParts: whether what has arrived waits for the same push under another session.
    func finish(
        _ running: RunningOperation, _ result: OperationResult, because failure: Failure? = nil, files: [FileEffect] = [],
        counts: FileCounts? = nil, manifest: Digest? = nil, command: CommandEffect? = nil, diagnosis: DiagnosisEffect? = nil,
        bytes: UInt64,
        leavesParts: Bool = false
    ) throws -> SignedObject<Outcome> {
        let operation = running.authorized.operation.body
        let time = max(trust.time(), running.started)
        let outcome = try SignedObject<Outcome>.sign(
            running.authorized.outcome(
                result, code: failure?.code.rawValue ?? "", parameters: failure.map { Outcome.parameters(of: $0) } ?? [:],
                files: files, counts: counts, manifest: manifest, command: command, diagnosis: diagnosis,
                bytes: bytes,
                started: running.started, finished: time,
                checkpoint: journal.checkpoint(at: clock.reading().wall).reference),
            by: journal.identity.current)
        let stored = try StoredSigned(outcome.message)
        let ended: OpenSession? = try journal.write(at: clock.reading().wall) { entries, transaction in
            try transaction.operations.resolve(operation.operation, outcome: stored, result: result, at: time)
            if !leavesParts { try transaction.unfinished.remove(operation.operation) }
            var session = try open[operation.session]?.session ?? transaction.sessions.require(operation.session).session
            _ = try session.apply(.finished(outcome.verified), at: time)
            try transaction.sessions.save(session, at: time)
            entries.add(
                .operationOutcome, ["session": operation.session.description, "operation": operation.operation.description],
                payload: stored.bytes)
            var open = open[operation.session]
            open?.session = session
            return open
        }
        if let ended { open[operation.session] = ended }
        permits[operation.operation] = nil
        reporting.insert(operation.operation)
        changes.raise()
        return outcome
    }

    /// The same for an operation that did not come to its end. Before its last step nothing was changed on this machine; where the
    /// customer or the clock stopped it in the middle, a person decides about it all the same (design of entitlement).
    func fail(
        _ running: RunningOperation, _ failure: Failure, files: [FileEffect] = [], leavesParts: Bool = false
    ) throws -> SignedObject<Outcome> {
        let id = running.authorized.operation.body.operation
        let state = try journal.database.read { try $0.operations.find(id)?.state }
        // What has its name already says more than the state does.
        let result: OperationResult = !files.isEmpty || running.permit.closed != nil || state == .effect ? .failed : .notPerformed
        return try finish(
            running, result, because: failure, files: result == .failed ? files : [], bytes: running.spent,
            leavesParts: leavesParts)
    }

    /// Lets what was read once be read again, as long as the grant holds. `repeated` gives the permit back.
    func repeating(_ operation: SignedObject<Operation>) throws -> WorkPermit {
        let body = operation.body
        guard permits[body.operation] == nil else { throw Failure(.operationRunning, ["operation": body.operation.description]) }
        let session = try require(body.session)
        guard case .running(let remaining, let now)? = session.clock?.standing, let grant = session.grant else {
            throw Failure(.sessionExpired, ["session": session.number])
        }
        let left = min(remaining, grant.body.notAfter - now)
        let permit = WorkPermit(session: session.number, deadline: clock.reading().boottime + left, clock: clock)
        permits[body.operation] = permit
        return permit
    }

    func repeated(_ operation: SignedObject<Operation>) {
        permits[operation.body.operation] = nil
        changes.raise()
    }

    /// The connection was lost under an operation: it waits for the same signed bytes to come again.
    func park(_ running: RunningOperation) {
        let body = running.authorized.operation.body
        permits[body.operation] = nil
        changes.raise()
        guard open[body.session] == nil else { return }
        // Its session ended in the same moment: nobody will come back for it.
        do {
            try resolveForgotten()
        } catch {
            logger.error("an operation could not be resolved", metadata: ["failure": "\(error)"])
        }
    }

    /// A newer attempt of the same operation has come: the older one gives way.
    func supersede(_ operation: OperationID) {
        permits[operation]?.close(Failure(.operationSuperseded, ["operation": operation.description]))
    }

    /// Notes a refusal in the log, within a budget, and what only an attacker or a fault sends as an alarm (H38, H43).
    func refused(_ failure: Failure, ids: [String: String]) {
        let alarming: Set<Failure.Code> = [
            .sessionMismatch, .sessionWrongSigner, .operationConflict, .sessionConflict, .trustUnknownSigner,
            .envelopeBadSignature, .envelopeWrongDomain, .envelopeWrongKey, .certificateUnknownAuthority,
            .certificateBadSignature,
            .certificateWrongName, .sessionUnknown, .sessionEnded,
        ]
        note(alarming.contains(failure.code) ? .alert : .operationRefused, failure, ids: ids)
    }

    func alert(_ failure: Failure, ids: [String: String]) {
        note(.alert, failure, ids: ids)
    }

    private func note(_ kind: AuditKind, _ failure: Failure, ids: [String: String]) {
        logger.warning("refused", metadata: ["failure": "\(failure)", "ids": "\(ids)"])
        let time = clock.reading().wall
        guard alerts.spend(at: time) else { return }
        let kept = ids.merging(["code": failure.code.rawValue]) { $1 }
        do {
            try journal.write(at: time) { entries, transaction in
                entries.add(kind, kept)
                if kind == .alert { try transaction.notices.append(failure.code, parameters: failure.parameters, at: time) }
            }
        } catch {
            logger.error("a refusal could not be logged", metadata: ["failure": "\(error)"])
        }
    }

    private static func ids(_ operation: SignedObject<Operation>) -> [String: String] {
        ["session": operation.body.session.description, "operation": operation.body.operation.description]
    }
}

extension AuditKind {
    /// An operation that was cut off goes on.
    static let operationResumed = AuditKind(rawValue: "operation.resumed")
}
