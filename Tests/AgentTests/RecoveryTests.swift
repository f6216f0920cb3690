import Cryptography
import Messages
import Primitives
import Sessions
import SignedObjects
import SwiftProtobuf
import Testing

@testable import Agent

/// What a start finds, and what time does.
@Suite struct RecoveryTests {
    @Test func `sessions survive a restart with what they rest on`() async throws {
        let machine = try await TestMachine()
        let request = try await machine.active()
        machine.clock.advance(.seconds(60))
        try await machine.restart()
        let session = try #require(await machine.desk.open[request.body.session])
        #expect(session.activated?.grant.digest == session.grant?.digest)
        #expect(try await machine.desk.view("S-1001").state == "active")
        #expect(try await machine.desk.verify().sound)
    }

    @Test func `H49 a reboot shrinks the remainder by the wall time passed`() async throws {
        let machine = try await TestMachine()
        _ = try await machine.active()
        _ = try await machine.desk.expireOverdue()
        machine.clock.set(wall: machine.clock.now + .seconds(1700), boottime: .seconds(20), bootID: "boot-2")
        try await machine.restart()
        #expect(try await machine.desk.view("S-1001").state == "active")
        machine.clock.advance(.seconds(100))
        _ = try await machine.desk.expireOverdue()
        #expect(try await machine.desk.view("S-1001").endedCode == "grant-expired")
    }

    @Test func `H49 a wall clock that went back over a reboot suspends the grant until approved again`() async throws {
        let machine = try await TestMachine()
        let request = try await machine.active()
        machine.clock.set(wall: machine.clock.now - .seconds(600), boottime: .seconds(20), bootID: "boot-2")
        try await machine.restart()
        #expect(try await machine.desk.view("S-1001").state == "suspended")
        let (operation, _) = try machine.push([1], in: request)
        #expect(await code { _ = try await machine.desk.admit(machine.opening(operation)) } != nil)
        _ = try await machine.desk.approve("S-1001", choice: ConsentChoice(), by: machine.person)
        try await machine.activate(request)
        guard case .new = try await machine.desk.admit(machine.opening(operation)) else {
            Issue.record("not admitted")
            return
        }
    }

    @Test(arguments: [Int64(0), 2_147_483_648_000, 4_102_444_800_000])
    func `H49 no wall clock lengthens a grant`(wall: Int64) async throws {
        let machine = try await TestMachine()
        _ = try await machine.active()
        machine.clock.set(wall: Timestamp(milliseconds: wall))
        _ = try await machine.desk.expireOverdue()
        machine.clock.set(boottime: machine.clock.reading().boottime + .seconds(1800))
        _ = try await machine.desk.expireOverdue()
        #expect(try await machine.desk.view("S-1001").state == "ended")
    }

    @Test func `a request expires while nobody answers`() async throws {
        let machine = try await TestMachine()
        _ = try await machine.offered()
        machine.clock.advance(.seconds(24 * 3600))
        try await machine.restart()
        #expect(try await machine.desk.view("S-1001").endedCode == "request-expired")
        #expect(try machine.logged().last == "session.expired")
    }

    @Test func `an operation that a crash left is settled when its session ends`() async throws {
        let machine = try await TestMachine()
        let request = try await machine.active()
        let (first, _) = try machine.push([1], to: "a", in: request)
        let (second, _) = try machine.push([2], to: "b", in: request)
        for operation in [first, second] {
            guard case .new(let admitted) = try await machine.desk.admit(machine.opening(operation)) else { return }
            let running = try await machine.desk.begin(admitted, size: 1)
            if operation.digest == second.digest { try await machine.desk.effectBegins(running) }
        }
        try await machine.restart()
        _ = try await machine.desk.revoke("S-1001", reason: "", by: machine.person)
        let outcomes = try await machine.desk.view("S-1001").outcomes
        #expect(outcomes.map(\.result) == [.notPerformed, .failed] || outcomes.map(\.result) == [.failed, .notPerformed])
        let reports = try await machine.desk.reports()
        #expect(reports.count == 3)
    }

    @Test func `the relay's question after an end is answered with what is here, or with not performed`() async throws {
        let machine = try await TestMachine()
        let request = try await machine.active()
        let (done, _) = try machine.push([1], to: "a", in: request)
        let (never, _) = try machine.push([2], to: "b", in: request)
        guard case .new(let admitted) = try await machine.desk.admit(machine.opening(done)) else { return }
        let outcome = try await machine.desk.finish(try await machine.desk.begin(admitted, size: 1), .succeeded, bytes: 1)
        let end = try machine.technician.end(request)
        let call = WireSessionEnded.with {
            $0.session = request.body.session.description
            $0.end = end.message.wire
            $0.unresolved = [done.message.wire, never.message.wire]
        }
        let reply = try await machine.desk.ended(call)
        #expect(reply.outcomes.count == 2)
        #expect(reply.outcomes.first?.outcome == outcome.message.wire)
        let second = try SignedMessage(wire: try #require(reply.outcomes.last).outcome)
        #expect(try WireOutcome(serializedBytes: second.envelope.body).result == .notPerformed)
        // The same question gets the same answer.
        #expect(try await machine.desk.ended(call).outcomes == reply.outcomes)
        #expect(try await machine.desk.view("S-1001").endedCode == "done")
        #expect(machine.files().isEmpty)
    }

    @Test func `state of another enrolment is refused`() async throws {
        let machine = try await TestMachine()
        var settings = try AgentSettings.load(from: machine.home)
        settings.machine = .random()
        try settings.save(to: machine.home)
        #expect(await code { try await machine.restart() } == "agent.settings")
    }
}
