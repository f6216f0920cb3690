import AuditLog
import AuditStorage
import Authorities
import Cryptography
import Entitlement
import Messages
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf
import Testing
import Transport

@testable import Relay

/// What a technician or a machine could try that no honest program does.
@Suite struct HostilePeerTests {
    @Test func `H38 who claims another's session is in the log, and not in that session's history`() async throws {
        let relay = try await ServedRelay()
        let sara = try await relay.technician("Sara")
        let (till, thief) = (try await relay.machine("till-1"), try await relay.machine("till-2"))
        let request = try sara.sign(for: till.id)
        let grant = try till.sign(try await sara.ask(request))
        #expect(await code { _ = try await thief.grant(grant) } == .sessionMismatch)
        let alert = try await relay.entry(of: .alert)
        #expect(alert.ids["machine"] == thief.id.description && alert.ids["about"] == request.body.session.description)
        #expect(alert.ids["code"] == "session.mismatch" && alert.ids["method"] == "session.grant")
        #expect(!(try relay.log(of: request.body.session)).contains("alert"))
        await relay.close()
    }

    @Test func `H38 where a machine is, is not said to another session's technician`() async throws {
        let relay = try await ServedRelay()
        let (sara, ali) = (try await relay.technician("Sara"), try await relay.technician("Ali"))
        let till = try await relay.machine("till-1")
        let request = try sara.sign(for: till.id)
        _ = try await till.grant(till.sign(try await sara.ask(request)))
        till.connection.close()
        _ = await till.connection.waitUntilClosed()
        #expect(await code { try await ali.push(ali.operation(on: request)) } == .sessionWrongSigner)
        #expect(await code { try await ali.push(ali.operation(on: ali.sign(for: till.id))) } == .findNothing)
        await relay.close()
    }

    @Test func `a branch's admin administers the branch, not the vendor`() async throws {
        let relay = try await ServedRelay()
        let branch = Organisation(id: .random(), kind: .branch, name: "Shiraz")
        try await relay.context.database.write { try $0.customers.add(branch, at: relay.context.clock.now()) }
        let admin = try await relay.technician("Reza", organisation: branch.id)
        let invitation = WireTechnicianInviteCall.with {
            $0.name = "Friend"
            $0.admin = true
        }
        #expect(await code { _ = try await admin.connection.call(.technicianInvite, invitation) } == .callForbidden)
        #expect(await code { _ = try await admin.connection.call(.auditList, WireAuditListCall()) } == .callForbidden)
        #expect(await code { _ = try await admin.connection.call(.trustRevoke, WireRevokeTechniciansCall()) } == .callForbidden)
        let till = try await relay.machine("till-1")
        #expect(await code { try await admin.ask(admin.sign(for: till.id)) } == .findNothing)
        #expect(try await admin.connection.call(.machineList, WireMachineListCall()).machines.isEmpty)
        await relay.close()
    }

    @Test func `H8 a revoked technician is cut off, and what was open ends and is settled`() async throws {
        let relay = try await ServedRelay()
        let (sara, boss) = (try await relay.technician("Sara"), try await relay.technician("Boss"))
        let till = try await relay.machine("till-1")
        let request = try sara.sign(for: till.id)
        _ = try await till.grant(till.sign(try await sara.ask(request)))
        #expect(try relay.installs() == [1000, 1000, 0])
        let list = try relay.authority.sign(
            RevocationList(
                number: 1, revoked: [.init(key: sara.identity.key.publicKey.id, time: .distantPast, reason: "lost")],
                issued: relay.context.clock.now()))
        let call = WireRevokeTechniciansCall.with { $0.list = list.message.envelope.wire }
        _ = try await boss.connection.call(.trustRevoke, call)
        _ = await sara.connection.waitUntilClosed()
        #expect(try relay.session(request.body.session)?.phase == .ended)
        #expect(try relay.installs() == [2000, 0, 0])
        // The answer may have been lost: the same list again is no error.
        _ = try await boss.connection.call(.trustRevoke, call)
        await relay.close()
    }

    @Test func `H8 a connection ends with its certificate`() async throws {
        let relay = try await ServedRelay()
        let sara = try await relay.technician("Sara")
        let sweeper = Sweeper(context: relay.context, offers: OfferDelivery(context: relay.context))
        let now = relay.context.clock.now()
        sweeper.closeUncertified(at: now)
        _ = try await sara.connection.call(.machineList, WireMachineListCall())
        sweeper.closeUncertified(at: now + .seconds(31 * 86_400))
        _ = await sara.connection.waitUntilClosed()
        await relay.close()
    }

    @Test func `a revoked machine is cut off although it never said hello`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        let silent = try await relay.dial(till.identity)
        _ = try await silent.call(.trustBundle, WireEmpty())
        _ = try await sara.connection.call(.machineRevoke, WireMachineCall.with { $0.machine = till.id.description })
        _ = await silent.waitUntilClosed()
        _ = await till.connection.waitUntilClosed()
        await relay.close()
    }

    @Test func `hello is said once on a connection, and a certificate is renewed once a day`() async throws {
        let relay = try await ServedRelay()
        let till = try await relay.machine("till-1")
        let epoch = try await relay.context.database.read { try $0.machines.require(till.id).epoch }
        for _ in 0..<3 { try await till.sayHello() }
        #expect(try await relay.context.database.read { try $0.machines.require(till.id).epoch } == epoch)
        let renewal = try SignedObject<Renewal>.sign(
            Renewal(publicKey: till.identity.key.publicKey, time: relay.context.clock.now()),
            by: SigningIdentity(key: till.identity.key, vendor: ServedRelay.vendor))
        let call = WireRenewCall.with { $0.renewal = renewal.message.envelope.wire }
        let first = try await till.connection.call(.trustRenew, call)
        #expect(try await till.connection.call(.trustRenew, call) == first)
        await relay.close()
    }

    @Test func `a technician has so many sessions open on one machine, and others are not kept from it`() async throws {
        let relay = try await ServedRelay()
        let (sara, ali) = (try await relay.technician("Sara"), try await relay.technician("Ali"))
        let till = try await relay.machine("till-1")
        for _ in 0..<SessionOpening.openByTechnician { try await sara.ask(sara.sign(for: till.id, kind: "error-fixing")) }
        #expect(await code { try await sara.ask(sara.sign(for: till.id, kind: "error-fixing")) } == .sessionsTooMany)
        try await ali.ask(ali.sign(for: till.id, kind: "error-fixing"))
        await relay.close()
    }
}
