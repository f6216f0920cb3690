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
    func matched(_ grant: SignedObject<Grant>) throws(Failure) -> MatchedGrant {
        try MatchedGrant(request: request.verified, verdict: verdict.verified, grant: grant.verified)
    }
}

extension OpenSession {
    /// From the store: everything is verified again before it counts.
    ///
    /// - Throws: `storage.corrupt` where an object is missing; envelope and certificate codes where one is not what it was.
    init(_ record: AgentSession, objects: [SessionObjects.Kind: StoredSigned], trust: Trust) throws {
        func message(_ kind: SessionObjects.Kind) throws -> SignedMessage? {
            try objects[kind].map { try SignedMessage(bytes: $0.bytes) }
        }
        guard let request = try message(.request), let verdict = try message(.verdict) else {
            throw Failure(.storageCorrupt, ["detail": "session \(record.id) lacks its request or verdict"])
        }
        self.init(
            number: record.number, technicianName: record.technicianName, organisationName: record.organisationName,
            watched: record.watched, session: record.session, request: try trust.reopen(request, from: .technician),
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
        activated = try ActivatedGrant.match(try matched(grant), activation.verified)
    }
}
