import Cryptography
import FoundationEssentials
import Messages
import NIOPosix
import Primitives
import SignedObjects
import SwiftProtobuf
import TLS
import Testing
import Transport

@testable import Agent

/// A machine that comes back after its certificate's end.
@Suite(.timeLimit(.minutes(10))) struct LateRenewalTests {
    @Test(arguments: [true, false])
    func `an expired machine is certified again by its key, at a relay that the root vouches for`(isOurs: Bool) async throws {
        let machine = try await TestMachine()
        machine.clock.advance(.seconds(100 * 86_400))
        let now = machine.clock.now
        let key = try PrivateKey.generate()
        let authority =
            try isOurs
            ? machine.vendor.relays
            : CertificateAuthority.create(
                name: "relay", vendor: TestVendor.name, role: .relay, from: now - .seconds(60), to: now + .seconds(86_400))
        let certificate = try authority.issue(
            publicKey: key.publicKey, name: TestVendor.peer(.relay, "rly_1"), from: now - .seconds(60), to: now + .seconds(3600))
        let listener = try await Listener.bind(
            host: "127.0.0.1", port: 0,
            tls: ListenerTLS(identity: TLSIdentity(certificate: certificate, key: key)) { _, _ in nil },
            group: MultiThreadedEventLoopGroup.singleton, logger: TestMachine.quiet)
        let router = Self.router(machine, now)
        let serving = Task {
            for await connection in listener.connections { await router.serve(connection, as: (), logger: TestMachine.quiet) }
        }
        let renewal = CertificateRenewal(
            home: machine.home, identity: machine.core.identity, trust: machine.trust, logger: TestMachine.quiet)
        let dialer = Dialer(
            relay: try #require(Endpoint("127.0.0.1:\(listener.localPort)")), verifier: machine.trust.relayVerifier,
            group: MultiThreadedEventLoopGroup.singleton, logger: TestMachine.quiet)
        let failure = await code { try await renewal.afterItsEnd(by: dialer) }
        #expect((failure == nil) == isOurs)
        #expect(((machine.core.identity.current.certificate?.notAfter ?? now) > now) == isOurs)
        serving.cancel()
        await listener.close()
    }

    private static func router(_ machine: TestMachine, _ now: Timestamp) -> CallRouter<Void> {
        let (vendor, id) = (machine.vendor, machine.id)
        var router = CallRouter<Void>()
        router.answer(.trustRenew, to: { true }) { _, call in
            let renewal = try Renewal.open(SignedEnvelope(wire: call.renewal), vendor: TestVendor.name).body
            let certificate = try vendor.machines.issue(
                publicKey: renewal.publicKey, name: TestVendor.peer(.machine, id.description), from: now - .seconds(60),
                to: now + .seconds(90 * 86_400))
            return WireRenewReply.with { $0.certificate = Data(certificate.der) }
        }
        return router
    }
}
