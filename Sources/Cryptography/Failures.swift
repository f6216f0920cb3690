package import Primitives

extension Failure.Code {
    // Keys, and the files of keys and certificates.

    /// No file at the path (parameters: path).
    package static let keyAbsent = Failure.Code(rawValue: "key.absent")
    /// A key file that its group or others could read, or that belongs to someone else (path, mode).
    package static let keyExposed = Failure.Code(rawValue: "key.exposed")
    /// Not one Ed25519 key in PKCS#8 PEM, or not 32 bytes.
    package static let keyMalformed = Failure.Code(rawValue: "key.malformed")
    /// libcrypto could not make or use a key.
    package static let keyUnusable = Failure.Code(rawValue: "key.unusable")
    /// A new key or certificate would have replaced a file (path).
    package static let keyExists = Failure.Code(rawValue: "key.exists")
    /// A file could not be read, or is larger than its limit (path, reason).
    package static let keyUnreadable = Failure.Code(rawValue: "key.unreadable")
    /// A file could not be brought to the disk (path, reason).
    package static let keyUnwritable = Failure.Code(rawValue: "key.unwritable")

    /// A file that a passphrase opens, and none was given (path).
    package static let keyLocked = Failure.Code(rawValue: "key.locked")
    /// Not the passphrase of the file, or the file is damaged (path).
    package static let keyPassphraseWrong = Failure.Code(rawValue: "key.passphrase-wrong")
    /// Too short or too long for a passphrase (shortest, longest).
    package static let keyPassphraseWeak = Failure.Code(rawValue: "key.passphrase-weak")

    // Signed objects.

    /// Signed for another kind or version of object (expected, found).
    package static let envelopeWrongDomain = Failure.Code(rawValue: "envelope.wrong-domain")
    /// Signed for another vendor (expected, found).
    package static let envelopeWrongVendor = Failure.Code(rawValue: "envelope.wrong-vendor")
    /// Names another key than the one that was expected (expected, found).
    package static let envelopeWrongKey = Failure.Code(rawValue: "envelope.wrong-key")
    /// The signature is not this key's Ed25519 signature over these bytes.
    package static let envelopeBadSignature = Failure.Code(rawValue: "envelope.bad-signature")
    /// The body is over `SignedEnvelope.bodyLimit` (size, limit).
    package static let envelopeTooLarge = Failure.Code(rawValue: "envelope.too-large")
    /// The vendor is no vendor name.
    package static let envelopeMalformed = Failure.Code(rawValue: "envelope.malformed")

    // Certificates: one code for each reason (H7).

    /// The peer sent none.
    package static let certificateAbsent = Failure.Code(rawValue: "certificate.absent")
    /// Over `Certificate.sizeLimit` (size, limit).
    package static let certificateTooLarge = Failure.Code(rawValue: "certificate.too-large")
    /// Not one DER certificate of an Ed25519 key.
    package static let certificateMalformed = Failure.Code(rawValue: "certificate.malformed")
    /// Its notAfter has passed (name, not_after).
    package static let certificateExpired = Failure.Code(rawValue: "certificate.expired")
    /// Its notBefore has not come (name, not_before).
    package static let certificateNotYetValid = Failure.Code(rawValue: "certificate.not-yet-valid")
    /// Its key usage does not allow this end of a connection (name).
    package static let certificateWrongPurpose = Failure.Code(rawValue: "certificate.wrong-purpose")
    /// Not exactly one URI name, of this vendor and of a role that is accepted here (name, expected).
    package static let certificateWrongName = Failure.Code(rawValue: "certificate.wrong-name")
    /// Its key or serial number is on the revocation list (name).
    package static let certificateRevoked = Failure.Code(rawValue: "certificate.revoked")
    /// No pinned authority of its role issued it (name).
    package static let certificateUnknownAuthority = Failure.Code(rawValue: "certificate.unknown-authority")
    /// It names a pinned authority, but that authority did not sign these bytes (name).
    package static let certificateBadSignature = Failure.Code(rawValue: "certificate.bad-signature")
    /// The authority's own certificate is not valid at this time (name, reason).
    package static let certificateAuthorityExpired = Failure.Code(rawValue: "certificate.authority-expired")
    /// Refused by libcrypto for a rule of RFC 5280 without a code of its own (name, reason).
    package static let certificateRefused = Failure.Code(rawValue: "certificate.refused")
    /// An authority was asked to vouch for what is not its to vouch for, or past its own life (name, reason).
    package static let certificateNotIssued = Failure.Code(rawValue: "certificate.not-issued")
}
