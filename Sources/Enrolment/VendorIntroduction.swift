package import Cryptography
package import Messages
package import Primitives
package import SignedObjects

/// The vendor as a relay introduces it, verified from the code down: the root that the code names signed the bundle, and the
/// bundle's relay authority vouches for the server at the other end of this very connection.
package struct VendorIntroduction: Sendable {
    /// To be pinned.
    package let root: PublicKey
    package let bundle: SignedObject<TrustBundle>

    package var name: String { bundle.body.vendor }

    /// - Throws: `enrolment.wrong-root`; codes of envelopes, objects and certificates.
    package init(_ reply: WireBundleReply, code: EnrolmentCode, server: Certificate, at time: Timestamp) throws {
        guard let root = PublicKey(bytes: reply.rootKey), code.names(root) else { throw Failure(.enrolmentWrongRoot) }
        bundle = try TrustBundle.open(SignedEnvelope(wire: reply.bundle), root: root)
        self.root = root
        _ = try verifier.verify(server, at: max(time, bundle.body.issued), roles: [.relay])
    }

    /// For certificates of this vendor, without revocations: the list comes with the first connection that has a certificate.
    var verifier: CertificateVerifier {
        let body = bundle.body
        let authorities = PeerRole.allCases.map { ($0, body.authorities(of: $0)) }
        return CertificateVerifier(authorities: Dictionary(uniqueKeysWithValues: authorities), vendor: body.vendor)
    }
}
