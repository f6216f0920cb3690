import Cryptography
import Logging
import NIOCore
import NIOPosix
import Primitives
import TLS
import Testing
import Transport

/// A vendor's authorities, a relay that listens on a port of its own, and those who dial it. Made for one test.
struct TestVendor {
    static let now = SystemWallClock().now()
    static let group = MultiThreadedEventLoopGroup.singleton
    static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    let relay: CertificateAuthority
    let machine: CertificateAuthority

    init() throws {
        let (from, to) = (Self.now - .seconds(3600), Self.now + .seconds(86400))
        relay = try .create(name: "relays", vendor: "padra", role: .relay, from: from, to: to)
        machine = try .create(name: "machines", vendor: "padra", role: .machine, from: from, to: to)
    }

    func identity(_ authority: CertificateAuthority, id: String) throws -> TLSIdentity {
        let key = try PrivateKey.generate()
        let name = try #require(PeerName(vendor: "padra", role: authority.name.role, id: id))
        let certificate = try authority.issue(
            publicKey: key.publicKey, name: name, from: Self.now - .seconds(60), to: Self.now + .seconds(3600))
        return TLSIdentity(certificate: certificate, key: key)
    }

    func verifier(_ role: PeerRole) -> TLSVerifier {
        let verifier = CertificateVerifier(
            authorities: [.relay: [relay.certificate], .machine: [machine.certificate]], vendor: "padra")
        return { certificate, _ in
            try certificate.map { try verifier.verify($0, at: SystemWallClock().now(), roles: [role]) }
        }
    }

    func listen(limits: ListenerLimits = .standard) async throws -> Listener {
        let tls = try ListenerTLS(identity: identity(relay, id: "rly_1"), verifier: verifier(.machine))
        return try await Listener.bind(
            host: "127.0.0.1", port: 0, tls: tls, limits: limits, group: Self.group, logger: Self.logger)
    }

    func dialer(_ port: Int, id: String = "mch_1", proxy: ProxySetting? = nil) throws -> Dialer {
        Dialer(
            relay: try #require(Endpoint(host: "127.0.0.1", port: port)), identity: try identity(machine, id: id),
            verifier: verifier(.relay), proxy: proxy, group: Self.group, logger: Self.logger)
    }
}

/// Whether the operation throws a `Failure` of the code.
func fails(_ code: Failure.Code, _ operation: () async throws -> Void) async -> Failure? {
    do {
        try await operation()
        Issue.record("nothing was thrown instead of \(code)")
        return nil
    } catch {
        let failure = error as? Failure
        #expect(failure?.code == code, "\(error)")
        return failure
    }
}

/// Waits until the condition holds; the suite's time limit is the clock.
func eventually(_ condition: @Sendable () -> Bool) async {
    while !condition() { await Task.yield() }
}
