import AuditLog
import Cryptography
import FileTransfer
import Foundation
import Messages
import Primitives
import Sessions
import SignedObjects
import Testing

@testable import Console

@Suite struct OutcomeCheckTests {
    private let desk: Desk
    private let operation: SignedObject<Sessions.Operation>
    private let entry = ManifestEntry(
        path: "fix", size: 0, mode: 0o644, modified: 0, digest: Digest.of([]), blockDigests: [])

    init() throws {
        desk = try Desk()
        operation = try SignedObject.sign(desk.operation(desk.facts()), by: desk.technician)
    }

    private var check: OutcomeCheck {
        OutcomeCheck(machine: desk.machineID, operation: operation, pins: MachinePins(desk.home))
    }

    private func verify(_ message: SignedMessage) throws -> Outcome {
        try check.verify(message, trust: desk.trust, at: Desk.now)
    }

    @Test func `the machine's word on this very operation is believed`() throws {
        let outcome = try verify(desk.outcome(of: operation))
        try check.match(outcome, entry, path: ScopePath("/srv/app/fix"))
        #expect(outcome.result == .succeeded)
    }

    @Test func `H35 an outcome that the relay or the technician signed is not`() throws {
        #expect(code { try verify(desk.outcome(of: operation, by: desk.relay)) } == "certificate.absent")
        #expect(code { try verify(desk.outcome(of: operation, by: desk.technician)) } == "certificate.wrong-name")
    }

    @Test func `H38 another machine's outcome is refused`() throws {
        let other = try Desk.identity(desk.authorities, .machine, MachineID.random().description)
        #expect(code { try verify(desk.outcome(of: operation, by: other)) } == "session.wrong-signer")
    }

    @Test func `a machine that signs with another key than before is said loudly`() throws {
        _ = try verify(desk.outcome(of: operation))
        let changed = try Desk.identity(desk.authorities, .machine, desk.machineID.description)
        #expect(code { try verify(desk.outcome(of: operation, by: changed)) } == "machine.key-changed")
        // The pin stays the first one.
        #expect(code { try verify(desk.outcome(of: operation)) } == nil)
    }

    @Test func `H43 an outcome of another operation is refused`() throws {
        let other = try SignedObject.sign(desk.operation(desk.facts()), by: desk.technician)
        #expect(code { try verify(desk.outcome(of: other)) } == "outcome.differs")
    }

    @Test func `another digest, size or path is no success`() throws {
        let path = try ScopePath("/srv/app/fix")
        for message in [
            try desk.outcome(of: operation, digest: Digest.of([9])), try desk.outcome(of: operation, size: 1),
            try desk.outcome(of: operation, path: "/srv/app/other"),
        ] {
            let outcome = try verify(message)
            #expect(code { try check.match(outcome, entry, path: path) } == "outcome.differs")
        }
    }
}

@Suite struct SessionFactsTests {
    private let desk: Desk

    init() throws { desk = try Desk() }

    @Test func `check words are made here, not believed`() throws {
        var view = try desk.view()
        view.checkWords = "wrong words"
        let facts = try SessionFacts(view, trust: desk.trust)
        #expect(facts.checkWords == CheckWords.words(for: facts.request.digest).joined(separator: " "))
    }

    @Test func `a list shows grants without verdicts`() throws {
        #expect(try SessionFacts(desk.view(summary: true), trust: desk.trust).grant != nil)
    }

    @Test(arguments: [false, true]) func `H43 a grant that another machine signed is refused`(summary: Bool) throws {
        let other = try Desk.identity(desk.authorities, .machine, MachineID.random().description)
        let view = try desk.view(grantedBy: other, summary: summary)
        #expect(code { try SessionFacts(view, trust: desk.trust) } != nil)
    }

    @Test func `H43 a grant of another session is refused`() throws {
        var view = try desk.view()
        view.grant = try desk.view().grant
        #expect(code { try SessionFacts(view, trust: desk.trust) } == "session.mismatch")
        view.clearVerdict()
        #expect(code { try SessionFacts(view, trust: desk.trust) } == "session.mismatch")
    }

    @Test func `a push finds the one session whose grant allows it`() throws {
        let word = ScopeWord.push(try ScopePath("/srv/app/fix"))
        func choose(_ sessions: [SessionFacts]) throws -> String {
            try GrantChoice.only(of: sessions, for: [word], machine: "M-7", named: false).number
        }
        let right = try desk.facts(number: "S-1")
        let elsewhere = try desk.facts(number: "S-2", scope: ["push:/srv/other"])
        #expect(try choose([elsewhere, right]) == "S-1")
        #expect(code { try choose([]) } == "session.not-granted")
        #expect(code { try choose([elsewhere]) } == "session.not-granted")
        #expect(code { try choose([right, desk.facts(number: "S-3")]) } == "session.several")
        #expect(code { try choose([desk.facts(state: .seen)]) } == "session.waiting")
        #expect(code { try choose([desk.facts(state: .ended, reason: "denied")]) } == "session.denied")
        #expect(code { try choose([desk.facts(state: .ended, reason: "revoked")]) } == "session.revoked")
        #expect(code { try choose([desk.facts(state: .ended, reason: "grant-expired")]) } == "session.expired")
        #expect(code { try choose([desk.facts(state: .ended, reason: "done")]) } == "session.ended")
    }
}

@Suite struct TrustStoreTests {
    private let desk: Desk
    private var store: TrustStore { TrustStore(desk.home) }

    init() throws {
        desk = try Desk()
        try store.pin(root: desk.root.publicKey, bundle: desk.trust.bundle.message.envelope)
    }

    @Test func `what was pinned is read and verified`() throws {
        #expect(try store.load()?.bundle.body.version == 1)
    }

    @Test func `a newer bundle is kept, an older one never taken`() throws {
        #expect(try store.accept(bundle: desk.bundle(version: 3).wire, list: nil).bundle.body.version == 3)
        #expect(try store.load()?.bundle.body.version == 3)
        #expect(code { try store.accept(bundle: desk.bundle(version: 2).wire, list: nil) } == "trust.older")
        #expect(try store.load()?.bundle.body.version == 3)
    }

    @Test func `a bundle that another root signed is refused`() throws {
        let other = try Desk()
        #expect(code { try store.accept(bundle: other.bundle(version: 9).wire, list: nil) } != nil)
        #expect(try store.load()?.bundle.body.version == 1)
    }

    @Test func `a list that the bundle demands comes with the first answer`() throws {
        let fresh = try Desk()
        let store = TrustStore(fresh.home)
        try store.pin(root: fresh.root.publicKey, bundle: fresh.bundle(version: 2, revocationNumber: 4))
        #expect(try store.load() == nil)
        #expect(code { try store.accept(bundle: nil, list: fresh.list(3).wire) } == "trust.list-missing")
        #expect(try store.accept(bundle: nil, list: fresh.list(4).wire).list?.body.number == 4)
        #expect(try store.load()?.list?.body.number == 4)
        #expect(code { try store.accept(bundle: nil, list: fresh.list(3).wire) } != nil)
    }

    @Test func `a directory keeps its root`() throws {
        let other = try Desk()
        #expect(
            code { try store.pin(root: other.root.publicKey, bundle: other.trust.bundle.message.envelope) } == "console.enrolled")
    }

    @Test func `H77 a log that went back or was forked contradicts what was seen`() throws {
        let held = HeldCheckpoint(desk.home)
        try held.accept(desk.checkpoint(size: 5), late: false)
        try held.accept(desk.checkpoint(size: 4), late: true)
        #expect(try held.load()?.size == 5)
        #expect(code { try held.accept(desk.checkpoint(size: 4), late: false) } == "audit.checkpoint-contradicts")
        #expect(code { try held.accept(desk.checkpoint(size: 5, root: "b"), late: true) } == "audit.checkpoint-contradicts")
    }
}

@Suite struct MachineNumberTests {
    @Test func `a number stands for one machine for ever`() throws {
        let desk = try Desk()
        let pins = MachinePins(desk.home)
        try pins.check("M-7", is: desk.machineID)
        try pins.check("7", is: desk.machineID)
        try pins.check("m-7", is: desk.machineID)
        #expect(code { try pins.check("M-7", is: .random()) } == "machine.number-changed")
        try pins.check("till 3", is: .random())
        try pins.check("M-8", is: .random())
    }

    @Test func `the kind that is signed is the one that was asked for, by its name or by its rule`() throws {
        var line = WirePayingLine()
        line.kind = "remote-install"
        var part = WireVerdictPart()
        part.rule = "A3"
        line.parts = [part]
        #expect(try TechnicianDesk.kind(of: line, asked: "remote-install") == "remote-install")
        #expect(try TechnicianDesk.kind(of: line, asked: "a3") == "remote-install")
        #expect(code { _ = try TechnicianDesk.kind(of: line, asked: "assessment") } == "session.mismatch")
    }
}

@Suite struct TechnicianRenewalTests {
    private let desk: Desk
    private let identity: TechnicianIdentity
    private let authority: CertificateAuthority

    init() throws {
        desk = try Desk()
        let settings = ConsoleSettings(
            relay: "relay.example:7443", vendor: Desk.vendor, technician: desk.technicianID, organisation: "", name: "Sara",
            proxy: nil)
        identity = TechnicianIdentity(
            settings: settings, key: desk.technician.key, certificate: try #require(desk.technician.certificate))
        authority = try #require(desk.authorities[.technician])
    }

    private func issue(_ key: PublicKey, _ technician: TechnicianID, until: Timestamp) throws -> Certificate {
        let name = try #require(PeerName(vendor: Desk.vendor, role: .technician, id: technician.description))
        return try authority.issue(publicKey: key, name: name, from: Desk.now - Desk.day, to: until)
    }

    private func renewed(_ certificate: Certificate?) throws -> Certificate? {
        try identity.renewed(by: certificate?.der ?? [], trust: desk.trust, at: Desk.now)
    }

    @Test func `a longer certificate for the same key and name is taken`() throws {
        let longer = try issue(identity.key.publicKey, desk.technicianID, until: identity.certificate.notAfter + Desk.day)
        #expect(try renewed(longer) == longer)
    }

    @Test func `nothing else is`() throws {
        let until = identity.certificate.notAfter + Desk.day
        #expect(try renewed(nil) == nil)
        #expect(try renewed(identity.certificate) == nil)
        #expect(try renewed(issue(identity.key.publicKey, desk.technicianID, until: Desk.now + .seconds(3600))) == nil)
        #expect(try renewed(issue(identity.key.publicKey, .random(), until: until)) == nil)
        #expect(try renewed(issue(PrivateKey.generate().publicKey, desk.technicianID, until: until)) == nil)
    }
}
