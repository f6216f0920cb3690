package import Cryptography
package import Primitives

/// The body of a signed object whose signature was checked: a value that rules may trust.
///
/// It is made from a `VerifiedBody`, which only `SignedEnvelope.verify` makes, and its body is read from exactly
/// the bytes that were verified.
package struct Verified<Body: Sendable & Hashable>: Sendable, Hashable {
    package let body: Body
    /// How other signed objects name this one.
    package let digest: Digest
    package let signer: Signer

    /// Who signed: a key that the trust bundle names, or one that a certificate names.
    package struct Signer: Sendable, Hashable {
        package let key: KeyID
        /// The certificate's name; nil where the bundle or a pin names the key.
        package let name: PeerName?
        /// The certificate's end; nil likewise.
        package let notAfter: Timestamp?

        package init(key: KeyID, name: PeerName? = nil, notAfter: Timestamp? = nil) {
            self.key = key
            self.name = name
            self.notAfter = notAfter
        }
    }

    /// Reads the body from the verified bytes.
    /// - Parameter certificate: of the signer, when one was verified; its key must have made the signature, which the caller ensures
    ///   by verifying with that certificate's key.
    package init<Problem: Error>(
        _ verified: VerifiedBody, name: PeerName? = nil, notAfter: Timestamp? = nil, decode: ([UInt8]) throws(Problem) -> Body
    ) throws(Problem) {
        body = try decode(verified.bytes)
        digest = verified.digest
        signer = Signer(key: verified.keyID, name: name, notAfter: notAfter)
    }
}
