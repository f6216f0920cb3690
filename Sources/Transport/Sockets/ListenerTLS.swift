package import TLS

/// The relay's side of TLS: both protocols on the one port, chosen by ALPN.
package struct ListenerTLS: Sendable {
    /// Asked once for each connection, so that a renewed certificate serves from the next connection on.
    let context: @Sendable () -> TLSContext

    package init(context: @escaping @Sendable () -> TLSContext) {
        self.context = context
    }

    /// - Throws: `tls.configuration`
    package init(
        identity: TLSIdentity, protocols: [ApplicationProtocol] = ApplicationProtocol.allCases, verifier: @escaping TLSVerifier
    ) throws {
        let context = try TLSContext(
            TLSConfiguration(role: .server, identity: identity, protocols: protocols, verifier: verifier))
        self.init { context }
    }
}
