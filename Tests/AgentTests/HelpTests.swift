import AgentStorage
import Messages
import Primitives
import Sessions
import SwiftProtobuf
import Synchronization
import Testing
import Transport

@testable import Agent

/// Questions to the vendor, over the control socket.
@Suite struct HelpTests {
    private func call(_ text: String, key: String = "k", product: String = "") -> WireHelpAskCall {
        .with {
            $0.key = key
            $0.text = text
            $0.product = product
            // Who asks is what the kernel says, not what the program writes.
            $0.person = "Somebody else"
        }
    }

    @Test func `B3 a question reaches the relay and comes back with its number and its due time`() async throws {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let door = try await ServedDoor(machine)
        let view = try await door.service.ask(call("The totals are wrong.\nSince yesterday.", product: "ledger"))
        #expect(view.number == "H-1" && view.state == "open" && view.due == 1_793_491_200_000)
        let asked = try #require(relay.desk.state.withLock { $0.questions.first })
        #expect(asked.text == "The totals are wrong.\nSince yesterday." && asked.product == "ledger")
        #expect(asked.person == "root" || !asked.person.isEmpty && asked.person != "Somebody else")
        #expect(try machine.logged().contains("customer.asked"))
        // H36: the same again is the same question; other words under its key are none.
        #expect(try await door.service.ask(call("The totals are wrong.\nSince yesterday.", product: "ledger")).number == "H-1")
        #expect(relay.desk.state.withLock { $0.questions.count } == 1)
        #expect(await code { _ = try await door.service.ask(call("Other words")) } == "call.conflict")
        await door.close()
        await relay.close()
    }

    @Test func `while the relay is away a question is kept, over a restart too, and sent once it is back`() async throws {
        let machine = try await TestMachine()
        let calls = machine.core.calls(for: machine.person, isRunning: false)
        let view = try await calls.ask(call("Help", key: "a"))
        #expect(view.number.isEmpty && view.state == "unsent")
        #expect(try await calls.asked().requests.map(\.state) == ["unsent"])
        #expect(try await calls.asked().problem?.code == .agentRelayAway)
        try await machine.restart()
        let relay = try await PlayedRelay(machine)
        let door = try await ServedDoor(machine)
        while try await machine.core.questions.waiting().count > 0 {
            let version = machine.desk.changes.version
            await machine.desk.changes.wait(after: version, atMost: .milliseconds(50))
        }
        #expect(relay.desk.questions.map(\.text) == ["Help"])
        let list = try await door.service.asked()
        #expect(list.problem == nil && list.requests.map(\.number) == ["H-1"])
        // The command that is run again learns the number; nothing is asked twice.
        #expect(try await machine.core.calls(for: machine.person, isRunning: true).ask(call("Help", key: "a")).number == "H-1")
        #expect(relay.desk.questions.count == 1)
        await door.close()
        await relay.close()
    }

    @Test func `who asks hears the refusal; one that was kept shows it in the list`() async throws {
        let machine = try await TestMachine()
        let calls = machine.core.calls(for: machine.person, isRunning: true)
        _ = try await calls.ask(call("Kept", key: "kept"))
        let desk = PlayedDesk()
        desk.state.withLock { $0.refusal = Failure(Failure.Code(rawValue: "help.too-many"), ["limit": "50"]) }
        let relay = try await PlayedRelay(machine, desk: desk)
        #expect(await code { _ = try await calls.ask(call("Now", key: "now")) } == "help.too-many")
        let refused = try await calls.asked().requests
        #expect(refused.map(\.text) == ["Kept"] && refused.map(\.state) == ["refused"])
        #expect(refused.first?.answer == "help.too-many")
        await relay.close()
    }

    @Test func `H39 a text that is empty, too long, or has control characters is not kept`() async throws {
        let machine = try await TestMachine()
        let calls = machine.core.calls(for: machine.person, isRunning: true)
        let longest = String(repeating: "ی", count: QuestionLimits.textCharacters)
        for bad in ["", " \n\t", longest + "x", "a\u{1b}[2J", "a\u{0}b", "a\u{7f}", "a\u{9b}"] {
            #expect(await code { _ = try await calls.ask(call(bad)) } == "help.text", "\(bad.prefix(9))")
        }
        let name = String(repeating: "x", count: SessionLimits.nameCharacters + 1)
        #expect(await code { _ = try await calls.ask(call("a", product: name)) } == "help.text")
        #expect(await code { _ = try await calls.ask(call("a", product: "a\u{202e}b")) } == "help.text")
        #expect(await code { _ = try await calls.ask(call("a", key: "")) } == "call.invalid")
        #expect(try await machine.core.questions.waiting().isEmpty)
        #expect(try await calls.ask(call(longest, key: "1")).state == "unsent")
        #expect(try await calls.ask(call("سطر یک\r\n\tسطر دو \u{200f}", key: "2")).state == "unsent")
    }

    @Test func `fifty long questions that wait are listed in pages`() async throws {
        let machine = try await TestMachine()
        let door = try await ServedDoor(machine)
        for number in 0..<QuestionLimits.waiting {
            _ = try await door.service.ask(call(String(repeating: "ی", count: QuestionLimits.textCharacters), key: "\(number)"))
        }
        #expect(await code { _ = try await door.service.ask(call("more", key: "more")) } == "agent.questions-full")
        #expect(try await door.service.asked().requests.count == QuestionLimits.waiting)
        await door.close()
    }

    @Test func `what was prepared is said with the person's name; other subjects are not`() async throws {
        let machine = try await TestMachine()
        let door = try await ServedDoor(machine)
        #expect(await code { _ = try await door.service.ready("H-12") } == "agent.relay-away")
        let relay = try await PlayedRelay(machine)
        #expect(try await door.service.ready("h-۱۲").subject == "H-12")
        #expect(try await door.service.ready("S-1042").state == "ready")
        for bad in ["", "12", "Q-1", "H-", "H-1-2", "H-1234567890123", "H-1\n", "H-１２x", "R-3"] {
            #expect(await code { _ = try await door.service.ready(bad) } == "call.invalid", "\(bad)")
        }
        #expect(relay.desk.state.withLock { $0.ready.map(\.subject) } == ["H-12", "S-1042"])
        #expect(relay.desk.state.withLock { $0.ready.allSatisfy { !$0.person.isEmpty } })
        #expect(try machine.logged().count { $0 == "customer.ready" } == 2)
        await door.close()
        await relay.close()
    }
}
