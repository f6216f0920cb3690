import AgentStorage
import AuditStorage
import Cryptography
import Messages
import Primitives
import Sessions
import SignedObjects
import Storage

/// An open session in the desk's hands: the state machine, the verified objects that it rests on, and the grant's clock.
struct OpenSession: Sendable {
    let number: String
    let technicianName: String
    let organisationName: String
    let watched: Bool
    var session: Session
    let request: SignedObject<Request>
    var verdict: SignedObject<Verdict>
    var grant: SignedObject<Grant>?
    var activated: ActivatedGrant?
    var clock: GrantClock?
    var endedCode: String?
    /// Another verdict came in place of one that may have been read, and nobody has looked since.
    var isVerdictUnseen = false
    /// Why the relay gave the last grant back.
    var waits: AgentSession.Waiting?

    var id: SessionID { session.id }

    /// The grant in its place between request and verdict. Throws what `MatchedGrant` throws.
    func matched(_ grant: SignedObject<Grant>, policy: Verified<StandingPolicy>? = nil) throws(Failure) -> MatchedGrant {
        try MatchedGrant(request: request.verified, verdict: verdict.verified, grant: grant.verified, policy: policy)
    }
}

extension OpenSession {
    /// From the store: everything is verified again before it counts.
    ///
    /// - Throws: `storage.corrupt` where an object is missing; envelope and certificate codes where one is not what it was.
    /// - Parameter policy: by its id, for a grant that rests on one.
    init(
        _ record: AgentSession, objects: [SessionObjects.Kind: StoredSigned], trust: Trust,
        policy: (PolicyID) throws -> StoredSigned?
    ) throws {
        func message(_ kind: SessionObjects.Kind) throws -> SignedMessage? {
            try objects[kind].map { try SignedMessage(bytes: $0.bytes) }
        }
        guard let request = try message(.request), let verdict = try message(.verdict) else {
            throw Failure(.storageCorrupt, ["detail": "session \(record.id) lacks its request or verdict"])
        }
        self.init(
            number: record.number, technicianName: record.technicianName, organisationName: record.organisationName,
            watched: record.watched, session: record.session, request: try trust.reopen(request, from: record.session.requester),
            verdict: try trust.openRelays(verdict), clock: record.clock, endedCode: record.endedCode, waits: record.waits)
        guard let facts = session.grant, let stored = try message(.grant) else { return }
        let grant: SignedObject<Grant> = try trust.reopen(stored, from: .machine)
        // A void grant stays stored; only the one that the state machine names counts.
        guard grant.digest == facts.digest else { return }
        self.grant = grant
        // A suspended session may hold a newer verdict than its grant: it does not work before a new grant anyway.
        guard session.phase == .active, let digest = session.activation, let stored = try message(.activation) else { return }
        let activation: SignedObject<Activation> = try trust.openRelays(stored)
        guard activation.digest == digest, activation.body.grant == grant.digest else { return }
        activated = try ActivatedGrant.match(
            try matched(grant, policy: try standing(grant, policy, trust)), activation.verified)
    }

    /// What the grant rests on: as it was signed, even where it was taken back since.
    private func standing(
        _ grant: SignedObject<Grant>, _ policy: (PolicyID) throws -> StoredSigned?, _ trust: Trust
    ) throws -> Verified<StandingPolicy>? {
        guard case .policy(let id) = grant.body.basis, let stored = try policy(id) else { return nil }
        let object: SignedObject<StandingPolicy> = try trust.reopen(SignedMessage(bytes: stored.bytes), from: .machine)
        return object.verified
    }
}

extension Session {
    /// Whose key signs its request and operations.
    var requester: PeerRole { initiator == .agent ? .machine : .technician }
}
