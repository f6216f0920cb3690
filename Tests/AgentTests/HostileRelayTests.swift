import Cryptography
import Messages
import Primitives
import Sentences
import Sessions
import SignedObjects
import Testing

@testable import Agent

/// The attacker has the relay's database and keys: signing, log, relay and agent authority, and the connection. What is offline
/// it has to forge. Nothing it says may become a byte on the machine.
@Suite struct HostileRelayTests {
    @Test func `a request by a technician whom the attacker certified itself is refused`() async throws {
        let machine = try await TestMachine()
        let own = try CertificateAuthority.create(
            name: "technician", vendor: TestVendor.name, role: .technician, from: machine.vendor.start - .seconds(60),
            to: machine.vendor.start + .seconds(365 * 86_400))
        for authority in [own] {
            let forged = try machine.vendor.technician(machine.technician.id, by: authority)
            let request = try forged.request(machine: machine.id, scope: ["push:\(machine.root)"])
            let failure = await code { _ = try await machine.desk.offer(machine.offer(request)) }
            #expect(failure == "certificate.bad-signature" || failure == "certificate.unknown-authority")
        }
        #expect(await machine.desk.open.isEmpty)
    }

    @Test func `H35 a request signed with the relay's own keys is refused`() async throws {
        let machine = try await TestMachine()
        let request = try machine.technician.request(machine: machine.id, scope: ["push:\(machine.root)"])
        // The relay's signing key over the same body, without and with the technician's certificate.
        for certificate in [[UInt8](), request.message.certificate] {
            let envelope = try SignedEnvelope.sign(
                request.message.envelope.body, domain: .request, vendor: TestVendor.name, with: machine.vendor.signing.key)
            var offer = try machine.offer(request)
            offer.request = SignedMessage(envelope: envelope, certificate: certificate).wire
            let failure = await code { _ = try await machine.desk.offer(offer) }
            #expect(failure == (certificate.isEmpty ? "certificate.absent" : "envelope.wrong-key"))
        }
    }

    @Test func `H38 a request for another machine, and a verdict of another request`() async throws {
        let machine = try await TestMachine()
        let other = try machine.technician.request(machine: .random(), scope: ["push:\(machine.root)"])
        #expect(await code { _ = try await machine.desk.offer(machine.offer(other)) } == "session.mismatch")
        let mine = try machine.technician.request(machine: machine.id, scope: ["push:\(machine.root)"])
        let cheap = try machine.technician.request(machine: machine.id, scope: ["push:\(machine.root)"])
        let verdict = try machine.vendor.verdict(cheap)
        #expect(await code { _ = try await machine.desk.offer(machine.offer(mine, verdict)) } == "session.mismatch")
    }

    @Test func `a request is changed on the way: the signature does not hold`() async throws {
        let machine = try await TestMachine()
        let request = try machine.technician.request(machine: machine.id, scope: ["push:\(machine.root)/narrow"])
        let wide = try machine.technician.request(machine: machine.id, scope: ["push:\(machine.root)"])
        let envelope = request.message.envelope
        var offer = try machine.offer(request)
        offer.request =
            SignedMessage(
                envelope: SignedEnvelope(
                    domain: envelope.domain, vendor: envelope.vendor, keyID: envelope.keyID, body: wide.message.envelope.body,
                    signature: envelope.signature), certificate: request.message.certificate
            ).wire
        #expect(await code { _ = try await machine.desk.offer(offer) } == "envelope.bad-signature")
    }

    @Test func `the relay cannot grant: there is no grant but the one a person gave here`() async throws {
        let machine = try await TestMachine()
        let request = try await machine.offered()
        // The attacker has the agent authority: it certifies a machine key of its own and signs a grant with it.
        let key = try PrivateKey.generate()
        let certificate = try machine.vendor.machines.issue(
            publicKey: key.publicKey, name: TestVendor.peer(.machine, machine.id.description),
            from: machine.vendor.start - .seconds(60), to: machine.vendor.start + .seconds(3600))
        let forger = SigningIdentity(key: key, vendor: TestVendor.name, certificate: certificate)
        let verified = try machine.trust.current().open(
            request.message, as: Request.self, from: .technician, at: machine.clock.now)
        let verdict = try machine.vendor.verdict(request)
        let approved = try Consent.approve(
            verified.verified, verdict.verified, by: machine.person, machine: machine.id,
            allowed: machine.core.roots.scope, at: machine.clock.now)
        let grant = try SignedObject<Grant>.sign(approved, by: forger)
        let activation = try machine.vendor.activation(of: grant.digest, session: request.body.session)
        let failure = await code { try await machine.desk.activate(request.body.session, activation.message.wire) }
        #expect(failure == "session.mismatch")
        let (operation, _) = try machine.push([1, 2, 3], in: request)
        #expect(await code { _ = try await machine.desk.admit(machine.opening(operation)) } == "session.wrong-state")
        #expect(machine.files().isEmpty)
    }

    @Test func `H43 an activation that is forged, of another grant, or of another session`() async throws {
        let machine = try await TestMachine()
        let request = try await machine.offered()
        _ = try await machine.desk.approve("S-1001", choice: ConsentChoice(), by: machine.person)
        let grant = try await machine.grant(of: request)
        let stranger = SigningIdentity(key: try PrivateKey.generate(), vendor: TestVendor.name)
        func attempt(_ activation: SignedObject<Activation>) async -> String? {
            await code { try await machine.desk.activate(request.body.session, activation.message.wire) }
        }
        let session = request.body.session
        #expect(await attempt(try machine.vendor.activation(of: grant, session: session, by: stranger)) == "trust.unknown-signer")
        #expect(await attempt(try machine.vendor.activation(of: Digest.of([1]), session: session)) == "session.mismatch")
        #expect(await attempt(try machine.vendor.activation(of: grant, session: .random())) == "session.mismatch")
        let (operation, _) = try machine.push([1], in: request)
        #expect(await code { _ = try await machine.desk.admit(machine.opening(operation)) } == "session.wrong-state")
    }

    @Test func `an operation that the attacker signed itself under an active grant`() async throws {
        let machine = try await TestMachine()
        let request = try await machine.active()
        let (good, _) = try machine.push([1], in: request)
        // Signed by the relay's key, by the machine authority's idea of a technician, and with the body swapped.
        let relay = try SignedEnvelope.sign(
            good.message.envelope.body, domain: .operation, vendor: TestVendor.name, with: machine.vendor.signing.key)
        var opening = machine.opening(good)
        opening.operation = SignedMessage(envelope: relay, certificate: good.message.certificate).wire
        #expect(await code { _ = try await machine.desk.admit(opening) } == "envelope.wrong-key")
        let (elsewhere, _) = try machine.push([1], to: "/etc/passwd", in: request)
        opening.operation =
            SignedMessage(
                envelope: SignedEnvelope(
                    domain: .operation, vendor: TestVendor.name, keyID: good.message.envelope.keyID,
                    body: elsewhere.message.envelope.body, signature: good.message.envelope.signature),
                certificate: good.message.certificate
            ).wire
        #expect(await code { _ = try await machine.desk.admit(opening) } == "envelope.bad-signature")
        // An honest operation of the same technician out of a request body: another domain.
        opening.operation = request.message.wire
        #expect(await code { _ = try await machine.desk.admit(opening) } == "envelope.wrong-domain")
        #expect(machine.files().isEmpty)
    }

    @Test func `a forged bundle, an older one, and another one under the same number`() async throws {
        let machine = try await TestMachine()
        let own = try CertificateAuthority.create(
            name: "technician", vendor: TestVendor.name, role: .technician, from: machine.vendor.start - .seconds(60),
            to: machine.vendor.start + .seconds(365 * 86_400))
        func attempt(_ bundle: SignedObject<TrustBundle>) async -> String? {
            await code { try machine.trust.accept(bundle: bundle.message.envelope.wire, revocations: nil) }
        }
        // Signed with the relay's key instead of the root: whoever is named in it is not believed.
        let forged = try machine.vendor.bundle(version: 9, by: machine.vendor.signing.key, technicians: own)
        #expect(await attempt(forged) == "envelope.wrong-key")
        #expect(await attempt(try machine.vendor.bundle(version: 3)) == nil)
        #expect(await attempt(try machine.vendor.bundle(version: 2)) == "trust.older")
        #expect(await attempt(try machine.vendor.bundle(version: 3, technicians: own)) == "trust.conflict")
        try await machine.restart()
        #expect(machine.trust.bundle.version == 3)
        #expect(await attempt(try machine.vendor.bundle(version: 2)) == "trust.older")
        let technician = try machine.vendor.technician(by: own)
        let request = try technician.request(machine: machine.id, scope: ["push:\(machine.root)"])
        #expect(await code { _ = try await machine.desk.offer(machine.offer(request)) } != nil)
    }

    @Test func `a verdict that was put in the place of the one that was read is not allowed`() async throws {
        let machine = try await TestMachine(costLimit: 100)
        let request = try await machine.offered()
        let read = try #require(Digest(bytes: try await machine.desk.view("S-1001").verdictDigest))
        let dearer = try machine.vendor.verdict(request, price: 5, at: machine.vendor.start + .seconds(1))
        _ = try await machine.desk.offer(machine.offer(request, dearer))
        func attempt(_ shown: Digest?) async -> String? {
            await code {
                _ = try await machine.desk.approve(
                    "S-1001", choice: ConsentChoice(acceptCost: 5), shown: shown, by: machine.person)
            }
        }
        #expect(await attempt(nil) == "consent.verdict-changed")
        #expect(await attempt(read) == "consent.verdict-changed")
        try await machine.desk.seen([request.body.session])
        #expect(await attempt(read) == "consent.verdict-changed")
        #expect(await attempt(dearer.digest) == nil)
    }

    @Test func `a number that a person may have before their eyes does not become another session's`() async throws {
        let machine = try await TestMachine()
        _ = try await machine.offered(scope: ["push:\(machine.root)/narrow"])
        let wide = try machine.technician.request(machine: machine.id, scope: ["push:\(machine.root)"])
        func attempt() async -> String? { await code { _ = try await machine.desk.offer(machine.offer(wide)) } }
        #expect(await attempt() == "session.conflict")
        _ = try await machine.desk.deny("S-1001", reason: "", by: machine.person)
        #expect(await attempt() == "session.conflict")
        // A day later nobody means the old one: a relay that was restored gives its numbers again.
        machine.clock.advance(SessionLimits.unwatchedRequestLife - .seconds(1))
        #expect(await attempt() == "session.conflict")
        machine.clock.advance(.seconds(1))
        let later = try TestTechnician(id: machine.technician.id, identity: machine.technician.identity, start: machine.clock.now)
            .request(machine: machine.id, scope: ["push:\(machine.root)"])
        let verdict = try machine.vendor.verdict(later, at: machine.clock.now)
        _ = try await machine.desk.offer(machine.offer(later, verdict))
    }

    @Test func `the technician's name is the signed one, and text is stripped`() async throws {
        let machine = try await TestMachine()
        let request = try machine.technician.request(
            machine: machine.id, scope: ["push:\(machine.root)"], reason: "fix\u{1b}[31m it \u{202e}now\n\n", name: "Sara\u{202e}"
        )
        var offer = try machine.offer(request)
        offer.technicianName = "the vendor's director"
        _ = try await machine.desk.offer(offer)
        let view = try await machine.desk.view("S-1001")
        let text = SessionText(view, in: .english).text
        #expect(!text.unicodeScalars.contains { $0.value == 0x1b || $0.value == 0x202e })
        #expect(text.contains("“fix[31m it now”"))
        #expect(view.technicianName == "Sara")
        #expect(view.checkWords == CheckWords.words(for: request.digest).joined(separator: " "))
    }
}
