import COpenSSL
import Primitives

/// SHA-256 of a public key's 32 raw bytes: how signed objects, logs and revocation lists name a key.
package typealias KeyID = Digest

/// An Ed25519 public key (RFC 8032): 32 raw bytes. Text form: hexadecimal.
package struct PublicKey: Hashable, Sendable, CustomStringConvertible {
    package static let byteCount = 32
    package static let signatureByteCount = 64

    private let storage: Bytes32

    /// nil unless there are exactly 32 bytes.
    package init?(bytes: some Sequence<UInt8>) {
        guard let storage = Bytes32(bytes) else { return nil }
        self.storage = storage
    }

    package var bytes: [UInt8] { storage.bytes }

    package var id: KeyID { storage.withUnsafeBytes { Digest.of($0) } }

    package var description: String { storage.withUnsafeBytes { Hexadecimal.encode($0) } }

    /// Whether anyone could sign for it (`WeakKeys`). Nothing is valid under such a key, and no certificate of one is parsed.
    package var isWeak: Bool { WeakKeys.contains(bytes) }

    /// Whether the 64 bytes are this key's pure Ed25519 signature over exactly the message. Never throws: a signature of another
    /// length or algorithm is simply not valid.
    package func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        guard signature.count == Self.signatureByteCount, !isWeak else { return false }
        defer { OpenSSLError.discard() }
        let key = storage.withUnsafeBytes { raw in
            EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, raw.bindMemory(to: UInt8.self).baseAddress, raw.count)
        }
        defer { EVP_PKEY_free(key) }
        let context = EVP_MD_CTX_new()
        defer { EVP_MD_CTX_free(context) }
        guard key != nil, context != nil, EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1 else { return false }
        return EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }
}

extension PublicKey: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let bytes = try Hexadecimal.decode(container.decode(String.self)), let key = PublicKey(bytes: bytes) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no Ed25519 public key in hexadecimal")
        }
        self = key
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
