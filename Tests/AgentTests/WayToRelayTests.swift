import Cryptography
import Diagnostics
import NIOPosix
import Primitives
import SignedObjects
import TLS
import Testing
import Transport

@testable import Agent

/// What a diagnosis tells of the way to the relay is what the agent's own connection met.
@Suite struct WayToRelayTests {
    @Test func `C5 the times of the connection are those of the one that stands`() async throws {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let endpoint = try #require(Endpoint("127.0.0.1:\(relay.listener.localPort)"))
        let facts = machine.core.link.facts(of: endpoint, viaProxy: false)
        let way = try #require(machine.core.link.way)
        #expect(way.connect > .zero && way.connect < way.handshake)
        #expect(facts.isReachable && facts.failure == nil && facts.foreignIssuer == nil)
        #expect(facts.connectMillis == way.connect.wholeMilliseconds && facts.tlsMillis == way.handshake.wholeMilliseconds)
        await relay.close()
    }

    @Test func `C5 somebody who opens the connection in between is named by the issuer of what they show`() async throws {
        let machine = try await TestMachine()
        // As good as any relay, of an authority that this machine does not know.
        let stranger = try TestVendor(at: machine.vendor.start)
        let key = try PrivateKey.generate()
        let certificate = try stranger.relays.issue(
            publicKey: key.publicKey, name: TestVendor.peer(.relay, "rly_1"), from: stranger.start - .seconds(60),
            to: stranger.start + .seconds(86_400))
        let listener = try await Listener.bind(
            host: "127.0.0.1", port: 0,
            tls: try ListenerTLS(identity: TLSIdentity(certificate: certificate, key: key)) { _, _ in nil },
            group: MultiThreadedEventLoopGroup.singleton, logger: TestMachine.quiet)
        let endpoint = try #require(Endpoint("127.0.0.1:\(listener.localPort)"))
        let core = machine.core
        let running = Task { await PlayedRelay.link(of: core, to: endpoint).run() }
        while core.link.value.lastError == nil {
            let version = core.desk.changes.version
            if core.link.value.lastError != nil { break }
            await core.desk.changes.wait(after: version, atMost: .milliseconds(100))
        }
        running.cancel()
        await listener.close()
        let facts = core.link.facts(of: endpoint, viaProxy: true)
        #expect(facts.failure == "tls.intercepted" && !facts.isReachable && facts.viaProxy)
        #expect(facts.foreignIssuer == "/CN=\(PeerRole.relay.rawValue)")
    }
}
