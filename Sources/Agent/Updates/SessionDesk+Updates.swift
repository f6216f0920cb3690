import AgentStorage
import AuditLog
import AuditStorage
import Cryptography
import Messages
import Primitives
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf
import Transport

/// Sessions that this machine begins by itself.
extension SessionDesk {
    /// How long a grant of an update lasts: fetching a large release over a poor line, and installing it. Ours.
    static let updateGrant: Duration = .seconds(6 * 3600)

    /// The machine's own request, signed. Throws `object.field`, `policy.not-allowed`.
    func updateRequest(_ update: UpdateRequest, terms: WireUpdateTermsReply) throws -> SignedObject<Request> {
        let time = trust.time()
        let standing = try policy(update.policy)
        guard standing.body.allows(update.word, at: time) else {
            throw Failure(.policyNotAllowed, ["policy": update.policy.description, "word": update.word.description])
        }
        guard let organisation = OrganisationID(terms.organisation) else {
            throw Failure(.callInvalid, ["field": "organisation"])
        }
        let body = try Request(
            session: .random(), machine: machine, technician: nil, organisation: organisation, initiator: .agent,
            lines: [SessionLine(wire: terms.line)], scope: Scope([update.word]), duration: Self.updateGrant, created: time,
            notAfter: time + SessionLimits.unwatchedRequestLife, reason: "\(update.product) \(update.version)", update: update)
        return try SignedObject<Request>.sign(body, by: journal.identity.current)
    }

    /// Takes the relay's verdict on it, and keeps the session.
    func adopt(_ request: SignedObject<Request>, _ offer: WireOffer) throws -> SessionID {
        let time = trust.time()
        let verdict: SignedObject<Verdict> = try trust.current().openRelays(SignedMessage(wire: offer.verdict))
        _ = try Consent.offer(request.verified, verdict.verified, machine: machine, allowed: roots.scope, at: time)
        guard Self.isNumber(offer.number) else { throw Failure(.callInvalid, ["field": "number"]) }
        try requireFree(offer.number, at: time)
        let session = OpenSession(
            number: offer.number, technicianName: "",
            organisationName: DisplayText.stripped(offer.organisationName, limit: SessionLimits.nameCharacters), watched: false,
            session: try Session(request: request.verified, at: time), request: request, verdict: verdict)
        let stored = try StoredSigned(request.message)
        let storedVerdict = try StoredSigned(verdict.message)
        try commit(session, [], at: time) { entries, transaction in
            try transaction.sessions.insert(
                session.session, number: session.number, request: stored, technicianName: "",
                organisationName: session.organisationName, watched: false, at: time)
            try transaction.sessionObjects.append(storedVerdict, kind: .verdict, to: session.id, at: time)
            entries.add(.sessionRequested, Self.ids(session), payload: stored.bytes)
        }
        holdCheckpoint(of: verdict)
        return session.id
    }

    /// The policy grants what it may; what costs more is put before the people here.
    ///
    /// - Parameter tried: verdicts that the policy has been asked about before.
    /// - Throws: `policy.…`: it does not allow this any more.
    func approveByPolicy(_ id: SessionID, tried: inout Set<Digest>) throws {
        guard var session = open[id], session.session.phase.takesConsent, let policyID = session.request.body.update?.policy,
            tried.insert(session.verdict.digest).inserted
        else { return }
        let time = trust.time()
        let standing = try policy(policyID)
        let checkpoint = try journal.checkpoint(at: clock.reading().wall).reference
        guard session.verdict.body.price <= standing.body.costCap else {
            prompts.add(id)
            changes.raise()
            return
        }
        let approved = try Consent.approve(
            session.request.verified, session.verdict.verified, by: standing.verified, machine: machine, allowed: roots.scope,
            checkpoint: checkpoint, at: time)
        let grant = try SignedObject<Grant>.sign(approved, by: journal.identity.current)
        let matched = try session.matched(grant, policy: standing.verified)
        let effects = try apply(.granted(matched), to: &session, at: time)
        session.grant = grant
        session.activated = nil
        session.clock = GrantClock(duration: grant.body.duration, notAfter: grant.body.notAfter, at: clock.reading())
        let bytes = try StoredSigned(grant.message)
        let ids = Self.ids(session).merging(["policy": policyID.description]) { own, _ in own }
        try commit(session, effects, at: time) { entries, transaction in
            try transaction.sessionObjects.append(bytes, kind: .grant, to: session.id, at: time)
            entries.add(.sessionGranted, ids, payload: bytes.bytes)
        }
    }

    func approveByPolicy(_ id: SessionID, tried: Set<Digest>) throws -> Set<Digest> {
        var tried = tried
        try approveByPolicy(id, tried: &tried)
        return tried
    }

    /// How a session of an update stands.
    enum UpdatePhase: Sendable {
        case waiting
        case active
        case ended(code: String)
    }

    func updatePhase(_ id: SessionID) throws -> UpdatePhase {
        try expireOverdue()
        if let session = open[id] { return session.session.phase == .active ? .active : .waiting }
        let stored = try journal.database.read { try $0.sessions.find(id) }
        return .ended(code: stored?.endedCode ?? SessionEndReason.dropped.rawValue)
    }

    /// Sessions of updates that are not over, or whose operation has no outcome yet; oldest first.
    func ownSessions() throws -> [(id: SessionID, number: String, update: UpdateRequest)] {
        let unresolved = try journal.database.read { transaction in
            try Set(transaction.operations.unresolved().map(\.session)).compactMap { try transaction.sessions.find($0) }
                .filter { $0.session.initiator == .agent && open[$0.id] == nil }
                .map { ($0, try transaction.sessionObjects.current(.request, of: $0.id)) }
        }
        var found = open.values.compactMap { session in
            session.request.body.update.map { (id: session.id, number: session.number, update: $0, session.request.body.created) }
        }
        let believed = try trust.current()
        for (record, request) in unresolved {
            guard let request else { continue }
            let object: SignedObject<Request> = try believed.reopen(SignedMessage(bytes: request.bytes), from: .machine)
            if let update = object.body.update { found.append((record.id, record.number, update, object.body.created)) }
        }
        return found.sorted { $0.3 < $1.3 }.map { ($0.id, $0.number, $0.update) }
    }

    /// Signs the operation of an update and logs its intent; the one that was begun before goes on.
    ///
    /// - Throws: `session.…`, `operation.…`; `session.mismatch` where it is not what the request named.
    func beginUpdate(_ id: SessionID, _ install: ProductInstall) throws -> (RunningOperation, WireSigned) {
        let session = try require(id)
        guard let update = session.request.body.update, update.product == install.product, update.version == install.version,
            let grant = session.grant
        else { throw Failure(.sessionMismatch, ["object": "operation", "field": "install", "session": session.number]) }
        let known = try journal.database.read { try $0.operations.all(of: id) }.last { $0.outcome == nil }
        let operation: SignedObject<Operation>
        if let known {
            operation = try trust.current().reopen(SignedMessage(bytes: known.operation.bytes), from: .machine)
            guard operation.body.work == .install(install) else {
                throw Failure(.operationConflict, ["operation": known.id.description])
            }
        } else {
            let identity = journal.identity.current
            let last = identity.certificate?.notAfter ?? grant.body.notAfter
            let body = try Operation(
                request: session.request.digest, session: id, operation: .random(), line: 1,
                notAfter: min(last, grant.body.notAfter), work: .install(install))
            operation = try SignedObject<Operation>.sign(body, by: identity)
        }
        return (try begin(operation, size: install.length), operation.message.wire)
    }

    /// Signs what became of an update and stores it; the relay is told when it can be reached. The same again changes nothing.
    ///
    /// It needs no open session: an install goes on after its grant, its connection or its agent are gone.
    func finishUpdate(
        _ id: SessionID, _ result: OperationResult, code: String, effect: InstallEffect?, bytes: UInt64
    ) throws {
        guard try journal.database.read({ try $0.sessions.find(id) }) != nil else {
            throw Failure(.sessionUnknown, ["text": id.description])
        }
        let operations = try journal.database.read { try $0.operations.all(of: id) }
        guard !operations.isEmpty else { return try endUnstarted(id) }
        guard let stored = operations.last(where: { $0.outcome == nil }) else { return }
        let failure = code.isEmpty ? nil : Failure(Failure.Code(rawValue: code))
        _ = try finishInstall(stored.id, result, because: failure, effect: effect, bytes: bytes)
    }

    /// Nothing was begun: the machine ends its session, and what is held comes back.
    private func endUnstarted(_ id: SessionID) throws {
        guard var session = open[id] else { return }
        let time = trust.time()
        let end = try SignedObject<End>.sign(
            End(request: session.request.digest, session: id, ending: .failed, time: time), by: journal.identity.current)
        let effects = try apply(.ended(end.verified), to: &session, at: time)
        let bytes = try StoredSigned(end.message)
        let call: [UInt8] = try WireSessionEndCall.with { $0.end = end.message.wire }.serializedBytes()
        try commit(session, effects, at: time) { entries, transaction in
            try transaction.sessionObjects.append(bytes, kind: .end, to: id, at: time)
            try transaction.outbox.append(method: "update.end", message: call, session: id, at: time)
            entries.add(.sessionEnded, Self.ids(session), payload: bytes.bytes)
        }
    }
}
