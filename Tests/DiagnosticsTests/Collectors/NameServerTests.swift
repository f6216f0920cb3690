import Dispatch
import Glibc
import Primitives
import Testing

@testable import Diagnostics

@Suite struct NameServerTests {
    @Test(arguments: [
        (UInt8(0), NameServerFacts.State.answers), (3, .unknownName), (2, .refuses), (5, .refuses),
    ])
    func `what a name server says`(code: UInt8, state: NameServerFacts.State) {
        let server = LocalServer(nameServer: code)
        let facts = NameServerProbe(address: "127.0.0.1", port: server.port).ask("relay.example.com")
        #expect(facts.state == state && facts.answerMillis != nil)
    }

    @Test func `one that is silent, one that is not there, and none at all`() {
        let server = LocalServer(nameServer: nil)
        let silent = NameServerProbe(address: "127.0.0.1", port: server.port, timeout: .milliseconds(50)).ask("relay.example.com")
        #expect(silent.state == .silent && silent.answerMillis == nil)
        #expect(NameServerProbe(address: "127.0.0.1", port: 9).ask("relay.example.com").state == .unreachable)
        #expect(NameServerProbe(address: "no address", port: 9).ask("relay.example.com").state == .unusable)
        let long = String(repeating: "x", count: 64)
        #expect(NameServerProbe(address: "127.0.0.1", port: server.port).ask(long + ".com").state == .unusable)
    }

    @Test func `broken DNS of this machine is found`() async throws {
        let machine = try FixtureMachine("rocky-9")
        let server = LocalServer(nameServer: nil)
        try machine.write("/etc/resolv.conf", "nameserver 127.0.0.1\n")
        machine.given.relay = RelayFacts(host: "relay.invalid", port: 443, isReachable: false, failure: "network.unresolved")
        let port = server.port
        machine.probes.nameServer = { address, name in
            NameServerProbe(address: address, port: port, timeout: .milliseconds(50)).ask(name)
        }
        machine.probes.resolve = { SystemResolution.resolve($0, within: .seconds(3)) }
        let rules = try await machine.diagnose([.network]).findings.map(\.rule)
        #expect(rules.contains("dns.broken") && rules.contains("dns.server"))
    }

    @Test func `a question that nobody answers is left behind`() {
        let end = DispatchSemaphore(value: 0)
        defer { end.signal() }
        let answer = Answer.within(.milliseconds(50)) { () -> Int in
            end.wait()
            return 1
        }
        #expect(answer == nil)
        #expect(Answer.within(.seconds(5)) { 2 } == 2)
    }
}
