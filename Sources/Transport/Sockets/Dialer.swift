package import Cryptography
package import Logging
package import NIOCore
import Primitives
package import TLS

/// One attempt to reach the relay: straight or through a proxy. Connected means that the relay's SETTINGS are here.
package struct Dialer: Sendable {
    /// To connect one socket, name resolution aside.
    package static let connectTimeout = TimeAmount.seconds(10)

    package let relay: Endpoint
    package let proxy: ProxySetting?
    private let identity: TLSIdentity?
    private let verifier: TLSVerifier
    private let group: any EventLoopGroup
    private let logger: Logger
    private let reached: @Sendable (Duration) -> Void

    /// - Parameters:
    ///   - identity: needed for `connect`, not for `connectAnonymously`.
    ///   - verifier: judges the relay's certificate in `connect`.
    ///   - reached: hears how long it took until the relay's socket, or the proxy's, was connected, names and all.
    package init(
        relay: Endpoint, identity: TLSIdentity? = nil, verifier: @escaping TLSVerifier = Dialer.trustingNobody,
        proxy: ProxySetting? = nil, group: any EventLoopGroup, logger: Logger,
        reached: @escaping @Sendable (Duration) -> Void = { _ in }
    ) {
        self.relay = relay
        self.identity = identity
        self.verifier = verifier
        self.proxy = proxy
        self.group = group
        self.logger = logger
        self.reached = reached
    }

    /// Connects as the holder of the identity, on `hamyar/1`.
    ///
    /// - Throws: `network.…`, `proxy.…`, `tls.…` (`tls.intercepted` where somebody opens the connection in between,
    ///   `tls.alert` with the relay's reason to refuse us), `certificate.…` for the relay's own, `connection.…`;
    ///   `CancellationError`.
    package func connect() async throws -> PeerConnection {
        guard let identity else { throw Failure(.tlsConfiguration, ["reason": "hamyar/1 needs a certificate"]) }
        let context = try TLSContext(
            TLSConfiguration(role: .client, identity: identity, protocols: [.hamyar], verifier: verifier))
        return try await dial(context)
    }

    /// Connects without a certificate, on `hamyar-enrol/1`. The relay proved only that it has the certificate's key: nothing
    /// secret may be said before the certificate was judged by the bundle.
    ///
    /// - Throws: as `connect`.
    package func connectAnonymously() async throws -> ProvisionalConnection {
        let seen = SeenCertificate()
        let context = try TLSContext(
            TLSConfiguration(role: .client, identity: nil, protocols: [.enrolment]) { certificate, _ in
                seen.note(certificate)
                return nil
            })
        let connection = try await dial(context)
        guard let certificate = seen.certificate else {
            connection.close()
            throw Failure(.certificateAbsent)
        }
        return ProvisionalConnection(connection: connection, serverCertificate: certificate)
    }

    /// The verifier of a dialler that was given none.
    package static let trustingNobody: TLSVerifier = { certificate, _ in
        throw Failure(.certificateUnknownAuthority, ["name": certificate?.subjectURI ?? ""])
    }

    private func dial(_ context: TLSContext) async throws -> PeerConnection {
        let attempt = DialAttempt(relay: relay, proxy: proxy, context: context, logger: logger, reached: reached)
        let connection = try await attempt.run(on: group)
        do {
            try await connection.settled()
        } catch {
            connection.close()
            throw error
        }
        return connection
    }
}

/// A connection to someone whose certificate nobody has vouched for yet.
package struct ProvisionalConnection: Sendable {
    package let connection: PeerConnection
    /// To be verified against the bundle's relay authority before the code or a key is said.
    package let serverCertificate: Certificate
}
