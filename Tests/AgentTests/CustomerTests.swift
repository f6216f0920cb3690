import Foundation
import Glibc
import Messages
import Primitives
import Sessions
import SwiftProtobuf
import Synchronization
import Testing
import Transport

@testable import Agent

/// What the customer sees of their contracts, and what only their admin may.
@Suite struct CustomerTests {
    /// The person at this socket, as agent.json has them now.
    private func set(_ machine: TestMachine, admin: Bool, mayApprove: Bool = true) throws {
        var settings = try AgentSettings.load(from: machine.home)
        settings.approvers = [ApproverSetting(uid: getuid(), name: "Mina", mayApprove: mayApprove, admin: admin)]
        try settings.save(to: machine.home)
    }

    @Test func `everyone who is admitted sees what the contracts give`() async throws {
        let machine = try await TestMachine()
        try set(machine, admin: false, mayApprove: false)
        let door = try await ServedDoor(machine)
        #expect(await code { _ = try await door.service.entitlement() } == "agent.relay-away")
        let relay = try await PlayedRelay(machine)
        #expect(try await door.service.entitlement() == PlayedEntitlement.views)
        await door.close()
        await relay.close()
    }

    @Test func `B2 the support code is for persons with the admin right, and a look at it is in the log`() async throws {
        let machine = try await TestMachine()
        try set(machine, admin: true, mayApprove: false)
        let relay = try await PlayedRelay(machine)
        let admin = try await ServedDoor(machine)
        #expect(try await admin.service.code(WireCodeShowCall()).codes.map(\.code) == ["1234-567-890"])
        #expect(try await admin.service.code(.with { $0.rotate = true }).codes.first?.oldValidUntil != 0)
        #expect(relay.desk.state.withLock { $0.codes.map(\.rotate) } == [false, true])
        #expect(try machine.logged().count { $0 == "code.shown" } == 2)
        await admin.close()
        try set(machine, admin: false)
        let other = try await ServedDoor(machine)
        #expect(await code { _ = try await other.service.code(WireCodeShowCall()) } == "consent.not-admin")
        #expect(relay.desk.state.withLock { $0.codes.count } == 2)
        #expect(try machine.logged().count { $0 == "code.shown" } == 2)
        await other.close()
        await relay.close()
    }

    @Test func `A14 who confirms as the second person has the admin right and may approve`() async throws {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        for (admin, mayApprove, expected) in [
            (false, true, "consent.not-admin"), (true, false, "consent.not-approver"), (true, true, nil),
        ] {
            try set(machine, admin: admin, mayApprove: mayApprove)
            let door = try await ServedDoor(machine)
            #expect(await code { _ = try await door.service.confirm("r-3") } == expected)
            #expect(await code { _ = try await door.service.confirm("Q-12") } == (expected ?? "call.invalid"))
            await door.close()
        }
        let confirmed = relay.desk.state.withLock { $0.confirmed }
        #expect(confirmed.map(\.subject) == ["R-3"] && confirmed.map(\.person) == ["Mina"])
        #expect(try machine.logged().count { $0 == "customer.confirmed" } == 1)
        await relay.close()
    }
}
