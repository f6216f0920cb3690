import AgentStorage
import Cryptography
import Messages
import Primitives
import Sessions
import SignedObjects
import SwiftProtobuf
import Testing

@testable import Agent

/// What people at the machine say, and what the relay must learn of it.
@Suite struct ConsentTests {
    @Test func `a request is delivered, seen, approved and activated, and each step is logged`() async throws {
        let machine = try await TestMachine()
        let request = try await machine.offered()
        #expect(try await machine.desk.view("S-1001").state == "delivered")
        try await machine.desk.seen([request.body.session])
        _ = try await machine.desk.approve("s-1001", choice: ConsentChoice(), by: machine.person)
        #expect(try await machine.desk.view("1001").state == "granted")
        try await machine.activate(request)
        #expect(try await machine.desk.view(request.body.session.description).state == "active")
        #expect(
            try machine.logged() == [
                "session.requested", "session.delivered", "session.seen", "session.granted", "session.activated",
            ])
        #expect(try await machine.desk.verify().sound)
    }

    @Test func `a cost is accepted to the rial, within the person's limit`() async throws {
        let machine = try await TestMachine(costLimit: 5000)
        _ = try await machine.offered(price: 5000)
        func approve(_ rials: Int64?) async -> String? {
            await code {
                _ = try await machine.desk.approve("S-1001", choice: ConsentChoice(acceptCost: rials), by: machine.person)
            }
        }
        #expect(await approve(nil) == "consent.cost-not-accepted")
        #expect(await approve(4999) == "consent.cost-differs")
        #expect(await approve(5000) == nil)
        _ = try await machine.offered(price: 5001, number: "S-1002")
        let failure = await code {
            _ = try await machine.desk.approve("S-1002", choice: ConsentChoice(acceptCost: 5001), by: machine.person)
        }
        #expect(failure == "consent.cost-limit")
    }

    @Test func `only narrows, and a person who may not approve does not`() async throws {
        let machine = try await TestMachine()
        _ = try await machine.offered(scope: ["push:\(machine.root)/a"])
        func approve(_ choice: ConsentChoice, by person: ConfiguredPerson? = nil) async -> String? {
            await code { _ = try await machine.desk.approve("S-1001", choice: choice, by: person ?? machine.person) }
        }
        #expect(await approve(ConsentChoice(only: [try ScopeWord("push:\(machine.root)")])) == "scope.wider")
        #expect(await approve(ConsentChoice(only: [try ScopeWord("pull:\(machine.root)/a")])) == "scope.wider")
        #expect(await approve(ConsentChoice(duration: .seconds(1801))) == "consent.longer")
        let guest = ConfiguredPerson(machine.person.approver, mayApprove: false)
        #expect(await approve(ConsentChoice(), by: guest) == "consent.not-approver")
    }

    @Test func `a request outside the roots, around the agent's own files, or with words that mean nothing here`() async throws {
        let machine = try await TestMachine()
        func offer(_ scope: String) async -> String? {
            await code {
                let request = try machine.technician.request(machine: machine.id, scope: [scope])
                _ = try await machine.desk.offer(machine.offer(request))
            }
        }
        #expect(await offer("push:/etc") == "scope.forbidden")
        #expect(await offer("push:\(machine.home.path)") == "scope.forbidden")
        #expect(await offer("push:\(machine.directory)") == "scope.forbidden")
        #expect(await offer("install:daftar@2.0") == "scope.forbidden")
        #expect(await offer("push:\(machine.root)") == nil)
    }

    @Test func `H36 the same offer again is no second request, another one under its id is a conflict`() async throws {
        let machine = try await TestMachine()
        let request = try await machine.offered()
        #expect(try await machine.desk.offer(machine.offer(request)) == "delivered")
        let other = try machine.technician.request(
            machine: machine.id, scope: ["push:\(machine.root)"], session: request.body.session)
        #expect(await code { _ = try await machine.desk.offer(machine.offer(other)) } == "session.conflict")
        #expect(await machine.desk.open.count == 1)
    }

    @Test func `a verdict that changed voids the grant and asks again`() async throws {
        let machine = try await TestMachine(costLimit: 100)
        let request = try await machine.offered()
        _ = try await machine.desk.approve("S-1001", choice: ConsentChoice(), by: machine.person)
        let grant = try await machine.grant(of: request)
        let costly = try machine.vendor.verdict(request, price: 100, at: machine.vendor.start + .seconds(1))
        try await machine.desk.void(request.body.session, costly.message.wire)
        let view = try await machine.desk.view("S-1001")
        #expect(view.state == "delivered")
        #expect(view.verdict.price == 100)
        #expect(!view.hasGrant)
        // The old grant's activation comes too late.
        let activation = try machine.vendor.activation(of: grant, session: request.body.session)
        #expect(
            await code { try await machine.desk.activate(request.body.session, activation.message.wire) } == "session.mismatch")
        // Not before somebody has looked at the new one.
        let again = ConsentChoice(acceptCost: 100)
        #expect(
            await code { _ = try await machine.desk.approve("S-1001", choice: again, by: machine.person) }
                == "consent.verdict-changed")
        try await machine.desk.seen([request.body.session])
        _ = try await machine.desk.approve("S-1001", choice: again, by: machine.person)
        try await machine.activate(request)
        #expect(try await machine.desk.view("S-1001").state == "active")
    }

    @Test func `a denial waits for the relay, and a grant without activation is said again`() async throws {
        let machine = try await TestMachine()
        _ = try await machine.offered()
        _ = try await machine.desk.deny("S-1001", reason: "not now", by: machine.person)
        _ = try await machine.offered(number: "S-1002")
        _ = try await machine.desk.approve("S-1002", choice: ConsentChoice(), by: machine.person)
        try await machine.restart()
        let reports = try await machine.desk.reports()
        guard reports.count == 2, case .call(let entry) = reports[0], case .grant = reports[1] else {
            Issue.record("\(reports)")
            return
        }
        #expect(entry.method == "session.deny")
        try await machine.desk.acknowledged(entry)
        #expect(try await machine.desk.reports().count == 1)
    }

    @Test func `a session that is unknown, and one that has ended`() async throws {
        let machine = try await TestMachine()
        #expect(await code { _ = try await machine.desk.view("S-9") } == "session.unknown")
        _ = try await machine.offered()
        _ = try await machine.desk.deny("S-1001", reason: "", by: machine.person)
        let again = await code { _ = try await machine.desk.approve("S-1001", choice: ConsentChoice(), by: machine.person) }
        #expect(again == "session.ended")
        #expect(try await machine.desk.history(before: nil).sessions.count == 1)
        #expect(try await machine.desk.openInOrder().isEmpty)
    }

    @Test func `a technician whose key is revoked loses a running session`() async throws {
        let machine = try await TestMachine()
        _ = try await machine.active()
        let list = try RevocationList(
            number: 1,
            revoked: [.init(key: machine.technician.identity.key.publicKey.id, time: machine.clock.now, reason: "lost")],
            issued: machine.clock.now)
        let signed = try SignedObject<RevocationList>.sign(
            list, by: SigningIdentity(key: machine.vendor.technicians.key, vendor: TestVendor.name))
        #expect(try machine.trust.accept(bundle: nil, revocations: signed.message.wire))
        try await machine.desk.trustChanged()
        #expect(try await machine.desk.view("S-1001").endedCode == "certificate.revoked")
        let request = try machine.technician.request(machine: machine.id, scope: ["push:\(machine.root)"])
        #expect(await code { _ = try await machine.desk.offer(machine.offer(request)) } == "certificate.revoked")
    }
}
