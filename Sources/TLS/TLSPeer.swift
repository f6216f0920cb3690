package import Cryptography

/// Who is at the other end, once the handshake is complete.
package struct TLSPeer: Sendable {
    /// What the verifier made of the certificate.
    package let name: PeerName?
    /// nil on the server's side of an enrolment.
    package let certificate: Certificate?
    package let applicationProtocol: ApplicationProtocol

    package var protocolName: String { applicationProtocol.rawValue }
}

/// The inbound user event that says so; it precedes all plaintext.
package struct TLSHandshakeCompleted: Sendable {
    package let peer: TLSPeer
}
