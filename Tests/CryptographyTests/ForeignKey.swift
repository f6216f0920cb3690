import COpenSSL

@testable import Cryptography

/// An ECDSA key on P-256: of an algorithm that Hamyar refuses everywhere.
final class ForeignKey {
    let pointer: OpaquePointer

    init?() {
        let context = EVP_PKEY_CTX_new_from_name(nil, "EC", nil)
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_CTX_set_group_name(context, "P-256") == 1,
            EVP_PKEY_keygen(context, &key) == 1, let key
        else { return nil }
        pointer = key
    }

    deinit {
        EVP_PKEY_free(pointer)
    }

    var pem: String? {
        MemoryBIO.writing { PEM_write_bio_PKCS8PrivateKey($0, pointer, nil, nil, 0, nil, nil) == 1 }
            .map { String(decoding: $0, as: UTF8.self) }
    }

    var encryptedPEM: String? {
        MemoryBIO.writing { bio in
            PEM_write_bio_PKCS8PrivateKey(bio, pointer, EVP_aes_256_cbc(), "x", 1, nil, nil) == 1
        }.map { String(decoding: $0, as: UTF8.self) }
    }

    /// ECDSA with SHA-256, as DER.
    func sign(_ message: [UInt8]) -> [UInt8]? {
        let context = EVP_MD_CTX_new()
        defer { EVP_MD_CTX_free(context) }
        var count = 128
        var signature = [UInt8](repeating: 0, count: count)
        guard EVP_DigestSignInit(context, nil, EVP_sha256(), nil, pointer) == 1,
            EVP_DigestSign(context, &signature, &count, message, message.count) == 1
        else { return nil }
        return Array(signature.prefix(count))
    }

    /// A self-signed certificate of this key, as DER.
    func certificate() -> [UInt8]? {
        guard let raw = X509_new() else { return nil }
        let handle = X509Handle(adopting: raw)
        guard X509_set_version(raw, 2) == 1, X509_set_pubkey(raw, pointer) == 1,
            X509_gmtime_adj(X509_getm_notBefore(raw), 0) != nil, X509_gmtime_adj(X509_getm_notAfter(raw), 1000) != nil,
            X509_sign(raw, pointer, EVP_sha256()) > 0
        else { return nil }
        return try? handle.der()
    }
}
