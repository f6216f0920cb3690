import COpenSSL
import Primitives

/// Owns one of libcrypto's X509 objects.
struct X509Handle: ~Copyable {
    let pointer: OpaquePointer

    init(adopting pointer: OpaquePointer) {
        self.pointer = pointer
    }

    /// Parses DER. The bytes must be the certificate's one encoding, so that a fingerprint names it.
    static func parse(_ der: [UInt8]) throws -> X509Handle {
        let parsed: OpaquePointer? = der.withUnsafeBufferPointer { buffer in
            var cursor = buffer.baseAddress
            return d2i_X509(nil, &cursor, buffer.count)
        }
        guard let parsed else { throw Failure.openSSL(.certificateMalformed) }
        let handle = X509Handle(adopting: parsed)
        guard try handle.der() == der else { throw Failure(.certificateMalformed, ["reason": "not DER, or bytes behind it"]) }
        return handle
    }

    deinit {
        X509_free(pointer)
    }

    func der() throws -> [UInt8] {
        let count = i2d_X509(pointer, nil)
        guard count > 0 else { throw Failure.openSSL(.certificateMalformed) }
        var bytes = [UInt8](repeating: 0, count: Int(count))
        bytes.withUnsafeMutableBufferPointer { buffer in
            var cursor = buffer.baseAddress
            i2d_X509(pointer, &cursor)
        }
        return bytes
    }

    /// What `Certificate` keeps.
    func readFields() throws -> CertificateFields {
        var count = PublicKey.byteCount
        var raw = [UInt8](repeating: 0, count: count)
        guard let key = X509_get0_pubkey(pointer), EVP_PKEY_get_id(key) == EVP_PKEY_ED25519,
            EVP_PKEY_get_raw_public_key(key, &raw, &count) == 1, let publicKey = PublicKey(bytes: raw),
            !publicKey.isWeak
        else { throw Failure(.certificateMalformed, ["reason": "not an Ed25519 key"], cause: OpenSSLError.drain()) }
        guard let notBefore = timestamp(X509_get0_notBefore(pointer)), let notAfter = timestamp(X509_get0_notAfter(pointer))
        else {
            throw Failure(.certificateMalformed, ["reason": "validity"], cause: OpenSSLError.drain())
        }
        return CertificateFields(
            publicKey: publicKey, subjectURI: readSubjectURI(), notBefore: notBefore, notAfter: notAfter,
            serial: bytes(of: X509_get0_serialNumber(pointer)))
    }

    /// nil when there is not exactly one name, it is no URI, or it has a byte outside of printable ASCII.
    private func readSubjectURI() -> String? {
        guard let names = hamyar_x509_subject_names(pointer) else { return nil }
        defer { GENERAL_NAMES_free(names) }
        guard hamyar_general_names_count(names) == 1, let name = hamyar_general_name_uri(names, 0) else { return nil }
        let text = bytes(of: UnsafePointer(name))
        guard text.allSatisfy({ (0x21...0x7e).contains($0) }) else { return nil }
        return String(decoding: text, as: UTF8.self)
    }

    private func bytes(of string: UnsafePointer<ASN1_STRING>?) -> [UInt8] {
        guard let string, let data = ASN1_STRING_get0_data(string) else { return [] }
        return Array(UnsafeBufferPointer(start: data, count: Int(max(0, ASN1_STRING_length(string)))))
    }

    private func timestamp(_ time: UnsafePointer<ASN1_TIME>?) -> Timestamp? {
        guard let time else { return nil }
        var seconds: Int64 = 0
        // Four digits of year: the product cannot overflow.
        guard hamyar_asn1_time_seconds(time, &seconds) == 1 else { return nil }
        return Timestamp(milliseconds: seconds * 1000)
    }
}

/// What is read from a certificate when it is parsed.
struct CertificateFields {
    let publicKey: PublicKey
    let subjectURI: String?
    let notBefore: Timestamp
    let notAfter: Timestamp
    let serial: [UInt8]
}
