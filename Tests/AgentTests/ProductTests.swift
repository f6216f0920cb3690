import Foundation
import Messages
import Synchronization
import Testing

@testable import Agent

/// What installers write into `agent.json` of what is installed.
@Suite struct ProductTests {
    /// As an installer does: another program's JSON, beside what enrolment wrote.
    private func write(_ products: Any, _ machine: TestMachine) throws {
        let file = URL(fileURLWithPath: machine.home.settingsPath)
        var settings = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
        settings["products"] = products
        try JSONSerialization.data(withJSONObject: settings).write(to: file)
    }

    @Test func `products of agent json are told to the relay, in order of their names`() async throws {
        let machine = try await TestMachine()
        try write(["stock": "3.1", "ledger": "2.0.10", "صندوق": "۱"], machine)
        try await machine.restart()
        let relay = try await PlayedRelay(machine)
        let told = relay.desk.state.withLock { $0.hellos.first?.products ?? [] }
        #expect(told.map(\.name) == ["ledger", "stock", "صندوق"] && told.map(\.version) == ["2.0.10", "3.1", "۱"])
        await relay.close()
    }

    @Test func `without products none are told; what is no list of names and versions stops the agent with its reason`()
        async throws
    {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        #expect(relay.desk.state.withLock { $0.hellos.map(\.products) } == [[]])
        await relay.close()
        try write(["ledger": 2], machine)
        #expect(await code { try await machine.restart() } == "agent.settings")
    }
}
