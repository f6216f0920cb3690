import COpenSSL
import Primitives

/// An Ed25519 private key (RFC 8032). The secret stays in libcrypto's memory, which is wiped with the last reference.
package final class PrivateKey: Sendable {
    package static let seedByteCount = 32

    // libcrypto never changes a key after it was made, and counts references atomically.
    private nonisolated(unsafe) let pointer: OpaquePointer
    package let publicKey: PublicKey

    /// Takes ownership of an EVP_PKEY; refuses what is not Ed25519.
    init(adopting pointer: OpaquePointer?) throws {
        guard let pointer else { throw Failure.openSSL(.keyMalformed) }
        var count = PublicKey.byteCount
        var bytes = [UInt8](repeating: 0, count: count)
        guard EVP_PKEY_get_id(pointer) == EVP_PKEY_ED25519, EVP_PKEY_get_raw_public_key(pointer, &bytes, &count) == 1,
            let publicKey = PublicKey(bytes: bytes)
        else {
            EVP_PKEY_free(pointer)
            throw Failure.openSSL(.keyMalformed)
        }
        self.pointer = pointer
        self.publicKey = publicKey
    }

    deinit {
        EVP_PKEY_free(pointer)
    }

    /// A new key from the system's random source.
    package static func generate() throws -> PrivateKey {
        let context = EVP_PKEY_CTX_new_id(EVP_PKEY_ED25519, nil)
        defer { EVP_PKEY_CTX_free(context) }
        var pointer: OpaquePointer?
        guard context != nil, EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_keygen(context, &pointer) == 1 else {
            throw Failure.openSSL(.keyUnusable)
        }
        return try PrivateKey(adopting: pointer)
    }

    /// The key of a 32-byte seed (RFC 8032, 5.1.5), for vectors that others can reproduce.
    package convenience init(seed: [UInt8]) throws {
        guard seed.count == Self.seedByteCount else { throw Failure(.keyMalformed) }
        try self.init(adopting: EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count))
    }

    /// Reads an unencrypted PKCS#8 key in PEM.
    package convenience init(pem: String) throws {
        defer { OpenSSLError.discard() }
        let pointer = MemoryBIO.reading(Array(pem.utf8)) { bio in
            // Without a callback of ours libcrypto would ask for a passphrase at the terminal.
            PEM_read_bio_PrivateKey(bio, nil, { _, _, _, _ in -1 }, nil)
        }
        try self.init(adopting: pointer)
    }

    /// The key as unencrypted PKCS#8 in PEM.
    package var pem: String {
        get throws {
            let text = MemoryBIO.writing { bio in
                PEM_write_bio_PKCS8PrivateKey(bio, pointer, nil, nil, 0, nil, nil) == 1
            }
            guard let text else { throw Failure.openSSL(.keyUnusable) }
            return String(decoding: text, as: UTF8.self)
        }
    }

    /// The 64-byte pure Ed25519 signature over the message; the same message gives the same signature.
    package func sign(_ message: [UInt8]) throws -> [UInt8] {
        let context = EVP_MD_CTX_new()
        defer { EVP_MD_CTX_free(context) }
        var signature = [UInt8](repeating: 0, count: PublicKey.signatureByteCount)
        var count = signature.count
        guard context != nil, EVP_DigestSignInit(context, nil, nil, nil, pointer) == 1,
            EVP_DigestSign(context, &signature, &count, message, message.count) == 1, count == signature.count
        else { throw Failure.openSSL(.keyUnusable) }
        return signature
    }

    /// Lends the EVP_PKEY, for TLS; the pointer must not outlive the closure unless its reference count is raised.
    package func withOpenSSL<Result>(_ body: (OpaquePointer) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(self) { try body(pointer) }
    }
}
