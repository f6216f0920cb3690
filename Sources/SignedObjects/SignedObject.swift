package import Cryptography
package import Primitives
package import Sessions

/// A signed object that was verified, with the exact message that others will verify again.
package struct SignedObject<Body: SignedBody>: Hashable, Sendable {
    package let message: SignedMessage
    package let verified: Verified<Body>

    package var body: Body { verified.body }
    package var digest: Digest { verified.digest }

    /// Verifies a message with a key that the caller trusts for it, and reads its body strictly.
    ///
    /// `Trust.open` finds the key; this is for pinned keys and for one's own.
    ///
    /// - Parameters:
    ///   - name, notAfter: of the certificate that named the key.
    /// - Throws: `envelope` codes, `object.malformed`, `object.unknown-field`, `object.field`, `scope` codes.
    package static func open(
        _ message: SignedMessage, as _: Body.Type = Body.self, vendor: String, key: PublicKey, name: PeerName? = nil,
        notAfter: Timestamp? = nil
    ) throws -> SignedObject<Body> {
        let proof = try message.envelope.verify(domain: Body.domain, vendor: vendor, key: key)
        let verified = try Verified(proof, name: name, notAfter: notAfter) { bytes throws(Failure) in try Body(bytes: bytes) }
        return SignedObject(message: message, verified: verified)
    }

    fileprivate static func signed(_ body: Body, by identity: SigningIdentity) throws -> SignedObject<Body> {
        let envelope = try SignedEnvelope.sign(body.encoded(), domain: Body.domain, vendor: identity.vendor, with: identity.key)
        let message = SignedMessage(envelope: envelope, certificate: identity.certificate?.der ?? [])
        // What we could not read ourselves must not leave.
        return try open(
            message, vendor: identity.vendor, key: identity.key.publicKey, name: identity.name,
            notAfter: identity.certificate?.notAfter)
    }
}

extension SignedObject where Body: FreelySigned {
    /// Encodes and signs a body, and verifies the result.
    /// - Throws: `envelope` codes; `object` codes when the body would not be readable.
    package static func sign(_ body: Body, by identity: SigningIdentity) throws -> SignedObject<Body> {
        try signed(body, by: identity)
    }
}

extension SignedObject where Body == Grant {
    /// Signs the grant of an approved request: there is no other way to a signed grant.
    package static func sign(_ approved: ApprovedRequest, by identity: SigningIdentity) throws -> SignedObject<Grant> {
        try signed(approved.grant, by: identity)
    }
}
