import COpenSSL
import Glibc
import Primitives

/// A certificate in the making: the fields that all of ours have, and their extensions in OpenSSL's configuration language.
struct CertificateTemplate {
    let commonName: String
    let publicKey: PublicKey
    let from: Timestamp
    let to: Timestamp
    /// Extensions by NID. Values come from checked names only, so nothing can be smuggled into the language.
    let extensions: [(nid: Int32, value: String)]

    /// Bytes of a serial number: 126 of their bits are random, the first byte keeps it positive and its length fixed.
    static let serialByteCount = 16

    /// Builds and signs. Without an issuer the certificate is self-signed.
    func sign(with key: PrivateKey, issuer: Certificate?) throws -> Certificate {
        defer { OpenSSLError.discard() }
        guard let pointer = X509_new() else { throw Failure.openSSL(.keyUnusable) }
        let certificate = X509Handle(adopting: pointer)
        guard X509_set_version(pointer, 2) == 1, setSerial(pointer), setTimes(pointer), setKey(pointer), setSubject(pointer)
        else {
            throw failure()
        }
        if let issuer {
            try issuer.withOpenSSL { authority in
                guard X509_set_issuer_name(pointer, X509_get_subject_name(authority)) == 1 else { throw failure() }
                try addExtensions(pointer, issuer: authority)
            }
        } else {
            guard X509_set_issuer_name(pointer, X509_get_subject_name(pointer)) == 1 else { throw failure() }
            try addExtensions(pointer, issuer: pointer)
        }
        // Ed25519 hashes by itself, hence no digest.
        guard key.withOpenSSL({ X509_sign(pointer, $0, nil) }) > 0 else { throw failure() }
        return try Certificate(der: certificate.der())
    }

    private func setSerial(_ pointer: OpaquePointer) -> Bool {
        var bytes = RandomBytes.make(Self.serialByteCount)
        bytes[0] = bytes[0] & 0x3f | 0x40
        let number = BN_bin2bn(bytes, Int32(bytes.count), nil)
        defer { BN_free(number) }
        return number != nil && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(pointer)) != nil
    }

    /// Both ends are cut to whole seconds.
    private func setTimes(_ pointer: OpaquePointer) -> Bool {
        ASN1_TIME_set(X509_getm_notBefore(pointer), time_t(from.milliseconds / 1000)) != nil
            && ASN1_TIME_set(X509_getm_notAfter(pointer), time_t(to.milliseconds / 1000)) != nil
    }

    private func setKey(_ pointer: OpaquePointer) -> Bool {
        let bytes = publicKey.bytes
        let key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, bytes.count)
        defer { EVP_PKEY_free(key) }
        return key != nil && X509_set_pubkey(pointer, key) == 1
    }

    private func setSubject(_ pointer: OpaquePointer) -> Bool {
        let text = Array(commonName.utf8)
        let name = X509_get_subject_name(pointer)
        return X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, text, Int32(clamping: text.count), -1, 0) == 1
    }

    private func addExtensions(_ pointer: OpaquePointer, issuer: OpaquePointer) throws {
        var context = X509V3_CTX()
        X509V3_set_ctx(&context, issuer, pointer, nil, nil, 0)
        for (nid, value) in extensions {
            let item = X509V3_EXT_conf_nid(nil, &context, nid, value)
            defer { X509_EXTENSION_free(item) }
            guard item != nil, X509_add_ext(pointer, item, -1) == 1 else { throw failure() }
        }
    }

    private func failure() -> Failure {
        Failure.openSSL(.certificateNotIssued, ["name": commonName, "reason": "libcrypto"])
    }
}
