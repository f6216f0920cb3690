import Cryptography
import Primitives
import Sessions
import Testing

@testable import SignedObjects

/// One session from request to settlement over real signatures, and a taken-over relay that tries each step without them.
struct MainPathTests {
    let parties: Parties
    let request: SignedObject<Request>
    let verdict: SignedObject<Verdict>
    let grant: SignedObject<Grant>

    init() throws {
        parties = try Parties()
        let trust = parties.trust
        request = try trust.open(parties.request(), from: .technician, at: Parties.now)
        verdict = try trust.openRelays(parties.verdict(request.digest))
        let approved = try Consent.approve(
            request.verified, verdict.verified, by: ConfiguredPerson(parties.approver, mayApprove: true),
            machine: parties.machineID,
            allowed: parties.allowed, at: Parties.now)
        grant = try SignedObject.sign(approved, by: parties.machine)
    }

    func matched() throws -> MatchedGrant {
        let received: SignedObject<Grant> = try parties.trust.open(grant.message, from: .machine, at: Parties.now)
        return try MatchedGrant(request: request.verified, verdict: verdict.verified, grant: received.verified)
    }

    func activation(by identity: SigningIdentity? = nil) throws -> SignedMessage {
        let holds = [try LineHold(line: 1, hold: .random())]
        return try SignedObject.sign(matched().activation(holds: holds, at: Parties.now), by: identity ?? parties.relay).message
    }

    func active() throws -> (Session, ActivatedGrant) {
        let trust = parties.trust
        let active = try ActivatedGrant.match(matched(), trust.openRelays(activation(), as: Activation.self).verified)
        var session = try Session(request: request.verified, at: Parties.now)
        _ = try session.apply(.granted(matched()), at: Parties.now)
        _ = try session.apply(.activated(active), at: Parties.now)
        return (session, active)
    }

    @Test func C6_fromRequestToSettlement() throws {
        let trust = parties.trust
        var (session, active) = try active()
        let operation: SignedObject<Operation> = try trust.open(
            parties.operation(request.digest), from: .technician, at: Parties.now)
        let authorized = try active.authorize(
            operation.verified, size: 100, in: session, standing: .running(remaining: .seconds(60), now: Parties.now),
            allowed: parties.allowed)
        _ = try session.apply(.started(operation.verified, bytes: authorized.size), at: Parties.now)
        let files = [try FileEffect(path: "/srv/app/fix", size: 100, digest: operation.digest)]
        let outcome = try SignedObject.sign(
            authorized.outcome(.succeeded, files: files, bytes: 100, started: Parties.now, finished: Parties.now),
            by: parties.machine)
        let received: SignedObject<Outcome> = try trust.open(outcome.message, from: .machine, at: Parties.now)
        #expect(received == outcome)
        _ = try session.apply(.finished(received.verified), at: Parties.now)
        let end = try SignedObject.sign(
            End(request: request.digest, session: parties.session, ending: .done, note: "fixed", time: Parties.now),
            by: parties.technician)
        _ = try session.apply(.ended(end.verified), at: Parties.now)
        #expect(try Settlement.decide(session, at: Parties.now).map(\.decision) == [.consumed(1000)])
    }

    @Test func refusalsTravelToo() throws {
        let denial = try SignedObject.sign(
            Denial(
                request: request.digest, session: parties.session, approver: parties.approver, reason: "later", time: Parties.now),
            by: parties.machine)
        #expect(try parties.trust.open(denial.message, as: Denial.self, from: .machine, at: Parties.now) == denial)
        let revocation = try SignedObject.sign(
            Revocation(grant: grant.digest, session: parties.session, approver: parties.approver, reason: "", time: Parties.now),
            by: parties.machine)
        #expect(try parties.trust.open(revocation.message, as: Revocation.self, from: .machine, at: Parties.now) == revocation)
        var (session, _) = try active()
        _ = try session.apply(.revoked(revocation.verified), at: Parties.now)
        #expect(session.reason == .revoked)
    }

    /// D3, H43: the attacker holds the relay's signing key, its log key and its agent authority, but neither the root nor a technician.
    @Test func `H43 a taken-over relay cannot act`() throws {
        let trust = parties.trust
        let relay = parties.relay
        #expect(
            code { try trust.open(parties.request(by: relay), as: Request.self, from: .technician, at: Parties.now) }
                == "certificate.absent")
        // It can certify machines, so it makes itself one and signs as a technician or as the machine.
        let impostor = try Parties.identity(parties.authorities, .machine, MachineID.random().description)
        #expect(
            code { try trust.open(parties.request(by: impostor), as: Request.self, from: .technician, at: Parties.now) }
                == "certificate.wrong-name")
        let operation = try parties.operation(request.digest, by: impostor)
        #expect(
            code { try trust.open(operation, as: Operation.self, from: .technician, at: Parties.now) } == "certificate.wrong-name"
        )
        // Its own technician authority is none of the bundle's.
        let authority = try CertificateAuthority.create(
            name: "x", vendor: Parties.vendor, role: .technician, from: Parties.now - Parties.day,
            to: Parties.now + Parties.day * 99)
        let technician = try Parties.identity([.technician: authority], .technician, parties.technicianID.description)
        #expect(
            code { try trust.open(parties.request(by: technician), as: Request.self, from: .technician, at: Parties.now) }
                == "certificate.unknown-authority")
        // A bundle with that authority lacks the root's signature.
        var authorities = parties.authorities
        authorities[.technician] = authority
        let bundle = try Parties.bundle(authorities, root: relay.key, relay: relay.key, log: parties.log, version: 9)
        #expect(code { try trust.updated(bundle: bundle, list: nil) } == "envelope.wrong-key")
        // A grant cannot be signed for the machine, and the agent has its own grant anyway.
        let forged = try SignedEnvelope.sign(grant.body.encoded(), domain: .grant, vendor: Parties.vendor, with: relay.key)
        let grantMessage = SignedMessage(envelope: forged, certificate: grant.message.certificate)
        #expect(code { try trust.open(grantMessage, as: Grant.self, from: .machine, at: Parties.now) } == "envelope.wrong-key")
        // Before the grant an activation has nothing to activate; the session takes none.
        var asked = try Session(request: request.verified, at: Parties.now)
        let active = try ActivatedGrant.match(matched(), trust.openRelays(activation(), as: Activation.self).verified)
        #expect(code { try asked.apply(.activated(active), at: Parties.now) } == "session.wrong-state")
        // An activation by another key than the bundle's.
        #expect(code { try trust.openRelays(activation(by: impostor), as: Activation.self) } == "trust.unknown-signer")
    }
}
