import Primitives

/// A signed object as it travels: not verified, so its body is only good for `verify`.
///
/// The signature is over `signedInput`; the body's exact bytes are signed and verified, nothing is re-serialised (H34). A key
/// that signs envelopes may also serve TLS and X.509: the input's first bytes keep their signatures apart.
package struct SignedEnvelope: Hashable, Sendable {
    /// Largest body that is signed or verified, in bytes. Manifests travel beside operations and are named by digest, so
    /// that even a revocation list of some ten thousand keys fits.
    package static let bodyLimit = 1 << 20

    /// What every signed input starts with: 21 bytes, the last one zero.
    package static let preamble = Array("hamyar signed object\0".utf8)

    package let domain: Domain
    package let vendor: String
    package let keyID: KeyID
    package let body: [UInt8]
    /// 64 bytes when it is a signature of ours; anything else is refused by `verify`.
    package let signature: [UInt8]

    package init(domain: Domain, vendor: String, keyID: KeyID, body: [UInt8], signature: [UInt8]) {
        self.domain = domain
        self.vendor = vendor
        self.keyID = keyID
        self.body = body
        self.signature = signature
    }

    /// Signs a body.
    ///
    /// - Throws: `envelope.too-large`, `envelope.malformed` (vendor), `key.unusable`.
    package static func sign(_ body: [UInt8], domain: Domain, vendor: String, with key: PrivateKey) throws -> SignedEnvelope {
        try checkSize(body)
        guard PeerName.isVendor(vendor) else { throw Failure(.envelopeMalformed, ["vendor": vendor]) }
        let unsigned = SignedEnvelope(domain: domain, vendor: vendor, keyID: key.publicKey.id, body: body, signature: [])
        return SignedEnvelope(
            domain: domain, vendor: vendor, keyID: unsigned.keyID, body: body, signature: try key.sign(unsigned.signedInput))
    }

    /// The preamble, then for each of domain, vendor, key id and body its length in four bytes, big-endian, and its bytes.
    package var signedInput: [UInt8] {
        let parts = [Array(domain.rawValue.utf8), Array(vendor.utf8), keyID.bytes, body]
        var input = Self.preamble
        input.reserveCapacity(parts.reduce(input.count) { $0 + 4 + $1.count })
        for part in parts {
            // Truncation cannot happen to what is signed or verified: `checkSize` comes first.
            withUnsafeBytes(of: UInt32(truncatingIfNeeded: part.count).bigEndian) { input.append(contentsOf: $0) }
            input.append(contentsOf: part)
        }
        return input
    }

    /// SHA-256 of the signed input: how other signed objects name this one. It does not cover the signature.
    package var digest: Digest { Digest.of(signedInput) }

    /// Checks that this key signed exactly this body for this domain and vendor.
    ///
    /// - Throws: `envelope.too-large`, `envelope.wrong-domain`, `envelope.wrong-vendor`, `envelope.wrong-key`,
    ///   `envelope.bad-signature`.
    package func verify(domain: Domain, vendor: String, key: PublicKey) throws -> VerifiedBody {
        try Self.checkSize(body)
        guard self.domain == domain else {
            throw Failure(.envelopeWrongDomain, ["expected": domain.rawValue, "found": self.domain.rawValue])
        }
        guard self.vendor == vendor else { throw Failure(.envelopeWrongVendor, ["expected": vendor, "found": self.vendor]) }
        let expected = key.id
        guard keyID == expected else {
            throw Failure(.envelopeWrongKey, ["expected": expected.description, "found": keyID.description])
        }
        let input = signedInput
        guard key.isValid(signature, for: input) else {
            throw Failure(.envelopeBadSignature, ["domain": domain.rawValue, "key": expected.description])
        }
        return VerifiedBody(verified: body, digest: Digest.of(input), keyID: expected)
    }

    private static func checkSize(_ body: [UInt8]) throws {
        guard body.count <= bodyLimit else {
            throw Failure(.envelopeTooLarge, ["size": String(body.count), "limit": String(bodyLimit)])
        }
    }
}
