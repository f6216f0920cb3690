import COpenSSL
import Primitives

/// Keys in files that a passphrase opens: PKCS#8 encrypted with AES-256 under scrypt (RFC 8018, RFC 7914), as `openssl pkcs8 -scrypt`
/// writes it.
extension PrivateKey {
    /// scrypt's cost, 16 MiB and a quarter of a second: what a thief pays for each guess.
    private static let (scryptCost, scryptBlock, scryptParallel): (UInt64, UInt64, UInt64) = (16_384, 8, 5)

    /// Characters that a passphrase has at least.
    package static let shortestPassphrase = 8
    /// Bytes of the longest one that is read; OpenSSL's own limit.
    package static let longestPassphrase = 1023

    /// Whether a file is one that needs a passphrase.
    package static func isLocked(pem: String) -> Bool { pem.contains("BEGIN ENCRYPTED PRIVATE KEY-----") }

    /// The key as encrypted PKCS#8 in PEM.
    ///
    /// Throws key.passphrase-weak, key.unusable.
    package func pem(passphrase: String) throws -> String {
        let secret = Array(passphrase.utf8)
        guard passphrase.count >= Self.shortestPassphrase, secret.count <= Self.longestPassphrase, !secret.contains(0) else {
            throw Failure(
                .keyPassphraseWeak, ["shortest": String(Self.shortestPassphrase), "longest": String(Self.longestPassphrase)])
        }
        let text = withOpenSSL { key -> [UInt8]? in
            let plain = EVP_PKEY2PKCS8(key)
            defer { PKCS8_PRIV_KEY_INFO_free(plain) }
            guard plain != nil,
                let method = PKCS5_pbe2_set_scrypt(
                    EVP_aes_256_cbc(), nil, 0, nil, Self.scryptCost, Self.scryptBlock, Self.scryptParallel)
            else { return nil }
            let sealed = secret.withUnsafeBytes { bytes in
                PKCS8_set0_pbe(bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), plain, method)
            }
            guard let sealed else {
                X509_ALGOR_free(method)
                return nil
            }
            defer { X509_SIG_free(sealed) }
            return MemoryBIO.writing { PEM_write_bio_PKCS8($0, sealed) == 1 }
        }
        guard let text else { throw Failure.openSSL(.keyUnusable) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads an encrypted PKCS#8 key in PEM.
    ///
    /// Throws key.passphrase-wrong, key.malformed.
    package convenience init(pem: String, passphrase: String) throws {
        defer { OpenSSLError.discard() }
        let secret = Array(passphrase.utf8.prefix(Self.longestPassphrase))
        let pointer = secret.withUnsafeBytes { bytes in
            var lent = bytes
            return withUnsafeMutablePointer(to: &lent) { lent in
                MemoryBIO.reading(Array(pem.utf8)) { bio in
                    PEM_read_bio_PrivateKey(
                        bio, nil,
                        { room, size, _, given in
                            guard let room, let secret = given?.load(as: UnsafeRawBufferPointer.self), secret.count <= size else {
                                return -1
                            }
                            UnsafeMutableRawBufferPointer(start: room, count: secret.count).copyMemory(from: secret)
                            return Int32(secret.count)
                        }, lent)
                }
            }
        }
        // What another passphrase leads to is no key; damage looks alike.
        guard let pointer else { throw Failure(.keyPassphraseWrong) }
        try self.init(adopting: pointer)
    }
}
