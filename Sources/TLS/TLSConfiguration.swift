package import Cryptography
package import NIOCore

/// Judges the peer during the handshake, on the event loop: it must not block.
///
/// It is given the peer's leaf certificate, or nil where the protocol asks the client for none, and returns the name that the
/// certificate proves. What it throws ends the handshake, and is the connection's failure.
package typealias TLSVerifier = @Sendable (_ certificate: Certificate?, _ name: ApplicationProtocol) throws -> PeerName?

/// Which side of the handshake this is.
package enum TLSRole: Sendable {
    case client
    case server
}

/// What a `TLSContext` is made from.
package struct TLSConfiguration: Sendable {
    package var role: TLSRole
    /// A server always has one; a client only where the protocol wants it.
    package var identity: TLSIdentity?
    /// A server chooses the first of its own that the client offers; a client offers them all.
    package var protocols: [ApplicationProtocol]
    package var verifier: TLSVerifier
    /// From the channel's start to the end of the handshake, not moved by progress.
    package var handshakeDeadline: TimeAmount

    package init(
        role: TLSRole, identity: TLSIdentity?, protocols: [ApplicationProtocol],
        handshakeDeadline: TimeAmount = TLSLimits.handshakeDeadline, verifier: @escaping TLSVerifier
    ) {
        self.role = role
        self.identity = identity
        self.protocols = protocols
        self.handshakeDeadline = handshakeDeadline
        self.verifier = verifier
    }
}
