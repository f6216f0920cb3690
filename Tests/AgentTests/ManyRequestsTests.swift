import Documents
import Messages
import Primitives
import Sentences
import Sessions
import SwiftProtobuf
import Testing
import Transport

@testable import Agent

/// A hundred technicians ask one machine at once, and the people there still see, answer and end each of them.
@Suite struct ManyRequestsTests {
    private static let numbers = (1...100).map { "S-\(1000 + $0)" }

    /// A hundred offers at once over the wire.
    private func hundred(_ machine: TestMachine, _ relay: PlayedRelay) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in Self.numbers {
                let technician = try machine.vendor.technician()
                let request = try technician.request(
                    machine: machine.id, scope: ["push:\(machine.root)"], reason: String(repeating: "why ", count: 100))
                let offer = try machine.offer(request, number: number)
                group.addTask { _ = try await relay.connection.call(.sessionOffer, offer) }
            }
            try await group.waitForAll()
        }
    }

    @Test func `a hundred requests wait, are listed in pages over the socket, and are all approved at once`() async throws {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let door = try await ServedDoor(machine)
        let began = ContinuousClock.now
        try await hundred(machine, relay)
        let offered = ContinuousClock.now
        let listed = try await door.service.requests()
        #expect(Set(listed.sessions.map(\.number)) == Set(Self.numbers))
        #expect(try (listed.serializedBytes() as [UInt8]).count > 64 * 1024, "more than one message holds")
        let read = ContinuousClock.now
        try await withThrowingTaskGroup(of: String.self) { group in
            // Who waited for its activation longer than `activationWait` was told that it is granted.
            for (index, number) in Self.numbers.enumerated() {
                // Sixteen at a time: each call has a deadline of its own.
                if index >= 16, let state = try await group.next() { #expect(["active", "granted"].contains(state)) }
                group.addTask { try await door.service.approve(.with { $0.session = number }).state }
            }
            for try await state in group { #expect(["active", "granted"].contains(state)) }
        }
        print("offers \(offered - began), list \(read - offered), approvals \(ContinuousClock.now - read)")
        #expect(await machine.desk.counts == (0, 100))
        #expect(try await door.service.stop().ended == 100)
        #expect(try await door.service.history(last: 1000).sessions.count == 100)
        #expect(try await door.service.history(last: 3).sessions.count == 3)
        #expect(try await machine.desk.verify().sound)
        await door.close()
        await relay.close()
    }

    @Test func `a hundred are seen in one transaction, and the relay is told of each`() async throws {
        let machine = try await TestMachine()
        for number in Self.numbers { _ = try await machine.offered(number: number) }
        let calls = machine.core.calls(for: machine.person, isRunning: true)
        #expect(try await calls.requests().sessions.allSatisfy { $0.state == "delivered" })
        #expect(try await calls.requests().sessions.allSatisfy { $0.state == "seen" })
        #expect(try await machine.desk.reports().count == 100)
        #expect(try machine.logged().count { $0 == "session.seen" } == 100)
    }

    @Test func `a watcher reads all once, and then only what changed`() async throws {
        let machine = try await TestMachine()
        for number in Self.numbers { _ = try await machine.offered(number: number) }
        let door = try await ServedDoor(machine)
        let replies = try await door.service.watch().makeAsyncIterator()
        var first: Set<String> = []
        while first.count < 100, let page = try await replies.next() { first.formUnion(page.sessions.map(\.number)) }
        #expect(first == Set(Self.numbers))
        _ = try await machine.desk.deny("S-1050", reason: "", by: machine.person)
        // That they were seen is a change too.
        while let page = try await replies.next() {
            guard let denied = page.sessions.first(where: { $0.number == "S-1050" && $0.state == "ended" }) else { continue }
            #expect(denied.endedCode == "denied")
            break
        }
        await door.close()
    }

    @Test func `who reads one line of a changed verdict in a long list has not read its terms`() async throws {
        let machine = try await TestMachine(costLimit: 100)
        var requests = [try await machine.offered(number: "S-1")]
        for number in 2...(LocalLimits.wholeRequests + 1) { requests.append(try await machine.offered(number: "S-\(number)")) }
        let costly = try machine.vendor.verdict(requests[0], price: 100, at: machine.vendor.start + .seconds(1))
        _ = try await machine.desk.offer(machine.offer(requests[0], costly, number: "S-1"))
        let calls = machine.core.calls(for: machine.person, isRunning: true)
        let call = WireLocalApproveCall.with {
            $0.session = "S-1"
            $0.acceptCost = 100
        }
        _ = try await calls.requests()
        #expect(await code { _ = try await calls.approve(call) } == "consent.verdict-changed")
        _ = try await calls.show("S-1")
        #expect(try await calls.approve(call).state == "granted")
    }

    @Test(arguments: [Language.english, .persian])
    func `many are listed a line each within eighty columns, few whole`(language: Language) async throws {
        let machine = try await TestMachine(costLimit: 1_250_000)
        for number in 1...LocalLimits.wholeRequests { _ = try await machine.offered(number: "S-\(number)") }
        let calls = machine.core.calls(for: machine.person, isRunning: true)
        let few = RequestsText(try await calls.requests(), in: language).text
        #expect(few.contains("push:\(machine.root)"))
        _ = try await machine.offered(price: 1_250_000, number: "S-123456")
        let lines = RequestsText(try await calls.requests(), in: language).text.split(separator: "\n")
        #expect(lines.count == LocalLimits.wholeRequests + 3)
        #expect(lines.allSatisfy { DisplayWidth.of(String($0)) <= 80 })
        #expect(lines.contains { $0.contains("S-123456") && $0.contains(language == .english ? "1,250,000" : "۱٬۲۵۰٬۰۰۰") })
    }

    @Test func `the machine takes so many open sessions and not one more, and their ids fit one hello`() async throws {
        let machine = try await TestMachine()
        #expect(await machine.desk.atOnceLimit == SessionDesk.openLimit)
        await machine.desk.limit(toAtOnce: 3)
        for number in 1...3 { _ = try await machine.offered(number: "S-\(number)") }
        #expect(await code { _ = try await machine.offered(number: "S-4") } == "call.refused")
        _ = try await machine.desk.deny("S-1", reason: "", by: machine.person)
        _ = try await machine.offered(number: "S-4")
        let hello = WireHello.with { $0.openSessions = (0..<SessionDesk.openLimit).map { _ in SessionID.random().description } }
        #expect(try (hello.serializedBytes() as [UInt8]).count < 60 * 1024)
    }
}

extension SessionDesk {
    fileprivate func limit(toAtOnce sessions: Int) { atOnceLimit = sessions }
}
