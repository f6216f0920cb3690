package import Cryptography
import Primitives

/// A body that names the key that must have signed it: proof that its owner asks.
package protocol SelfSigned: FreelySigned {
    var publicKey: PublicKey { get }
}

extension SelfSigned {
    /// Verifies the envelope with the key that the body names.
    /// - Throws: `envelope` and `object` codes.
    package static func open(_ envelope: SignedEnvelope, vendor: String) throws -> SignedObject<Self> {
        // Domain and size come before the body is looked at; `verify` checks them again with the rest.
        guard envelope.domain == domain else {
            throw Failure(.envelopeWrongDomain, ["expected": domain.rawValue, "found": envelope.domain.rawValue])
        }
        guard envelope.body.count <= SignedEnvelope.bodyLimit else { throw Failure(.envelopeTooLarge) }
        let claimed = try Self(bytes: envelope.body)
        return try SignedObject<Self>.open(SignedMessage(envelope: envelope), vendor: vendor, key: claimed.publicKey)
    }
}
