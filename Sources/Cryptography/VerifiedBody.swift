/// The body of a signed object whose signature was checked. Only `SignedEnvelope.verify` makes one.
package struct VerifiedBody: Hashable, Sendable {
    /// Exactly the bytes that were signed.
    package let bytes: [UInt8]
    /// The signed object's digest: SHA-256 of the signed input.
    package let digest: Digest
    /// The key that signed.
    package let keyID: KeyID

    // Internal, so that no other target can call it.
    init(verified bytes: [UInt8], digest: Digest, keyID: KeyID) {
        self.bytes = bytes
        self.digest = digest
        self.keyID = keyID
    }
}
