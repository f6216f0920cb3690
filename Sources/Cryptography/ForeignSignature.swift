import COpenSSL

/// Signatures of others, with SHA-256: for the tool that tests our client of metadata against foreign repositories. Nothing of ours is signed so.
package enum ForeignSignature {
    package enum Algorithm: Sendable {
        case ecdsaP256, rsaPSS, rsaPKCS1
    }

    /// Whether it is this key's signature. Never throws: what cannot be understood is not valid.
    package static func isValid(_ signature: [UInt8], for message: [UInt8], pem: String, _ algorithm: Algorithm) -> Bool {
        defer { OpenSSLError.discard() }
        let key = MemoryBIO.reading(Array(pem.utf8)) { bio in PEM_read_bio_PUBKEY(bio, nil, { _, _, _, _ in -1 }, nil) }
        defer { EVP_PKEY_free(key) }
        guard let key, EVP_PKEY_get_base_id(key) == (algorithm == .ecdsaP256 ? EVP_PKEY_EC : EVP_PKEY_RSA) else { return false }
        let context = EVP_MD_CTX_new()
        defer { EVP_MD_CTX_free(context) }
        var keyContext: OpaquePointer?
        guard context != nil, EVP_DigestVerifyInit(context, &keyContext, EVP_sha256(), nil, key) == 1 else { return false }
        if algorithm == .rsaPSS {
            // RSA_PKCS1_PSS_PADDING; the salt's length is whatever was used.
            guard EVP_PKEY_CTX_set_rsa_padding(keyContext, 6) == 1, EVP_PKEY_CTX_set_rsa_pss_saltlen(keyContext, -2) == 1 else {
                return false
            }
        }
        return EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }
}
