import Cryptography
import Updates

/// Ed25519, and what other signers of metadata use. The programs that we install take Ed25519 alone.
struct ForeignSchemes: SignatureScheme {
    func isValid(_ signature: [UInt8], for message: [UInt8], by key: MetadataKey) -> Bool {
        if key.publicKey != nil { return Ed25519Scheme().isValid(signature, for: message, by: key) }
        switch (key.type, key.scheme) {
        case ("ecdsa", "ecdsa-sha2-nistp256"), ("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256"):
            return ForeignSignature.isValid(signature, for: message, pem: key.value, .ecdsaP256)
        case ("rsa", "rsassa-pss-sha256"): return ForeignSignature.isValid(signature, for: message, pem: key.value, .rsaPSS)
        case ("rsa", "rsa-pkcs1v15-sha256"): return ForeignSignature.isValid(signature, for: message, pem: key.value, .rsaPKCS1)
        default: return false
        }
    }
}
