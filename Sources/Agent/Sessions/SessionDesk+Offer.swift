import AgentStorage
import AuditLog
import AuditStorage
import Cryptography
import Logging
package import Messages
import Primitives
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf
import Transport

/// What the relay says of sessions. It is believed only as far as the signatures reach.
extension SessionDesk {
    /// Takes a request with its verdict.
    ///
    /// The same request again is answered as it stands; a newer verdict of it replaces the older one while nobody has allowed it.
    /// - Returns: the session's state.
    /// - Throws: codes of trust, envelopes and certificates; `session.mismatch`, `session.conflict`, `session.expired`,
    ///   `consent.…`, `scope.forbidden`, `call.invalid`.
    package func offer(_ offer: WireOffer) throws -> String {
        let time = trust.time()
        let believed = try trust.current()
        let request: SignedObject<Request> = try believed.open(SignedMessage(wire: offer.request), from: .technician, at: time)
        let verdict: SignedObject<Verdict> = try believed.openRelays(SignedMessage(wire: offer.verdict))
        if let state = try known(request, verdict, at: time) { return state }
        _ = try Consent.offer(request.verified, verdict.verified, machine: machine, allowed: roots.scope, at: time)
        // Consent would clamp a wider word; a technician who asks for more than the roots is told so instead.
        try roots.scope.check(request.body.scope)
        guard open.count < atOnceLimit else { throw Failure(.callRefused, ["limit": String(atOnceLimit)]) }
        let isFlood = try journal.database.read { try $0.sessions.hasAdded(hourlyLimit, since: time - .seconds(3600)) }
        guard !isFlood else { throw Failure(.callRefused, ["limit": String(hourlyLimit)]) }
        guard Self.isNumber(offer.number) else { throw Failure(.callInvalid, ["field": "number"]) }
        try requireFree(offer.number, at: time)
        var session = OpenSession(
            number: offer.number, technicianName: Self.technicianName(request, offer: offer),
            organisationName: DisplayText.stripped(offer.organisationName, limit: SessionLimits.nameCharacters),
            watched: offer.watched, session: try Session(request: request.verified, at: time), request: request,
            verdict: verdict)
        let effects = try session.session.phase == .requested ? apply(.delivered, to: &session, at: time) : [.prompt]
        let stored = try StoredSigned(request.message)
        let storedVerdict = try StoredSigned(verdict.message)
        try commit(session, effects, at: time) { entries, transaction in
            try transaction.sessions.insert(
                session.session, number: session.number, request: stored, technicianName: session.technicianName,
                organisationName: session.organisationName, watched: session.watched, at: time)
            try transaction.sessionObjects.append(storedVerdict, kind: .verdict, to: session.id, at: time)
            entries.add(.sessionRequested, Self.ids(session), payload: stored.bytes)
            entries.add(.sessionDelivered, Self.ids(session), payload: storedVerdict.bytes)
        }
        holdCheckpoint(of: verdict)
        return session.session.phase.rawValue
    }

    /// The answer for a session that is here already; nil where it is new.
    private func known(_ request: SignedObject<Request>, _ verdict: SignedObject<Verdict>, at time: Timestamp) throws -> String? {
        let id = request.body.session
        guard let stored = try journal.database.read({ try $0.sessions.find(id) }) else { return nil }
        guard stored.session.request == request.digest else {
            throw Failure(.sessionConflict, ["object": "request", "session": stored.number])
        }
        guard var session = open[id], verdict.digest != session.verdict.digest else { return stored.session.phase.rawValue }
        guard session.session.phase.takesConsent, verdict.body.issued > session.verdict.body.issued else {
            return session.session.phase.rawValue
        }
        _ = try Consent.offer(request.verified, verdict.verified, machine: machine, allowed: roots.scope, at: time)
        let told = verdict.body.promisesTheSame(as: session.verdict.body)
        session.verdict = verdict
        if !told { session.waits = nil }
        if !told { session.isVerdictUnseen = true }
        let bytes = try StoredSigned(verdict.message)
        try commit(session, told ? [] : [.prompt], at: time) { entries, transaction in
            try transaction.sessionObjects.append(bytes, kind: .verdict, to: id, at: time)
            entries.add(.sessionDelivered, Self.ids(session), payload: bytes.bytes)
        }
        holdCheckpoint(of: verdict)
        return session.session.phase.rawValue
    }

    /// People answer by number, and the relay gives it: under one that another session has, or had while somebody may still have that
    /// one before their eyes, a person would approve what they never saw. A relay that was restored may give it again later.
    func requireFree(_ number: String, at time: Timestamp) throws {
        let other = try journal.database.read { try $0.sessions.find(number: number) }
        let isFree = other.map { $0.session.phase == .ended && time - $0.changed >= SessionLimits.unwatchedRequestLife } ?? true
        guard isFree, !open.values.contains(where: { $0.number == number }) else {
            throw Failure(.sessionConflict, ["object": "number", "session": number])
        }
    }

    /// The relay holds what the grant spends: work may begin.
    func activate(_ id: SessionID, _ activation: WireSigned) throws {
        var session = try require(id)
        let time = trust.time()
        let object: SignedObject<Activation> = try trust.current().openRelays(SignedMessage(wire: activation))
        guard let grant = session.grant else {
            throw Failure(.sessionMismatch, ["object": "activation", "session": session.number])
        }
        var standing: Verified<StandingPolicy>?
        if case .policy(let policy) = grant.body.basis { standing = try self.policy(policy).verified }
        let activated = try ActivatedGrant.match(session.matched(grant, policy: standing), object.verified)
        let effects = try apply(.activated(activated), to: &session, at: time)
        guard session.activated == nil else { return }
        session.activated = activated
        let bytes = try StoredSigned(object.message)
        try commit(session, effects, at: time) { entries, transaction in
            try transaction.sessionObjects.append(bytes, kind: .activation, to: id, at: time)
            entries.add(.sessionActivated, Self.ids(session), payload: bytes.bytes)
        }
    }

    /// The verdict changed before the hold: the grant is void, and the person is asked again.
    func void(_ id: SessionID, _ verdict: WireSigned) throws {
        var session = try require(id)
        let time = trust.time()
        let object: SignedObject<Verdict> = try trust.current().openRelays(SignedMessage(wire: verdict))
        let effects = try apply(.voided(object.verified), to: &session, at: time)
        session.verdict = object
        session.isVerdictUnseen = true
        session.grant = nil
        session.clock = nil
        let bytes = try StoredSigned(object.message)
        try commit(session, effects, at: time) { entries, transaction in
            try transaction.sessionObjects.append(bytes, kind: .verdict, to: id, at: time)
            entries.add(.sessionVoided, Self.ids(session), payload: bytes.bytes)
        }
        holdCheckpoint(of: object)
    }

    /// Notes the relay's checkpoint that rides in a verdict, and raises the alarm where it contradicts an earlier one (H72, H77).
    func holdCheckpoint(of verdict: SignedObject<Verdict>) {
        guard let reference = verdict.body.checkpoint, trust.bundle.logKeys.contains(where: { $0.id == reference.log }) else {
            return
        }
        do {
            let bytes = try verdict.message.bytes
            try journal.database.write { transaction in
                try transaction.heldCheckpoints.accept(
                    Checkpoint(reference), signed: bytes, late: true, at: clock.reading().wall)
            }
        } catch {
            contradicted(error)
        }
    }

    /// What the relay claims of its log when it is connected to: it may not be behind what it has signed.
    func compare(_ claimed: WireCheckpoint) {
        do {
            let checkpoint = Checkpoint(try CheckpointReference(wire: claimed))
            guard trust.bundle.logKeys.contains(where: { $0.id == checkpoint.log }) else { return }
            let held = try journal.database.read { try $0.heldCheckpoints.highest(of: checkpoint.log)?.checkpoint }
            var history = CheckpointHistory(log: checkpoint.log, highest: held)
            try history.accept(checkpoint)
        } catch {
            contradicted(error)
        }
    }

    private func contradicted(_ error: any Error) {
        guard let failure = error as? Failure, failure.code == .auditCheckpointContradicts else {
            logger.warning("the relay's checkpoint cannot be judged", metadata: ["failure": "\(error)"])
            return
        }
        relayLogContradicted = true
        alert(failure, ids: [:])
    }

    /// As the relay gives numbers: `S-` and digits.
    static func isNumber(_ text: String) -> Bool {
        let digits = text.utf8.dropFirst(2)
        return text.hasPrefix("S-") && (1...12).contains(digits.count) && digits.allSatisfy { (48...57).contains($0) }
    }

    /// What the technician signed counts; the relay's word only where nothing was signed.
    private static func technicianName(_ request: SignedObject<Request>, offer: WireOffer) -> String {
        let signed = request.body.technicianName
        return DisplayText.stripped(signed.isEmpty ? offer.technicianName : signed, limit: SessionLimits.nameCharacters)
    }
}

extension StoredSigned {
    init(_ message: SignedMessage) throws {
        self.init(digest: message.digest, bytes: try message.bytes)
    }
}
