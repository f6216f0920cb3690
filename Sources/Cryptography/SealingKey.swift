import COpenSSL
package import Primitives

extension Failure.Code {
    /// Sealed bytes that this key did not seal for this purpose, or that were changed since.
    package static let sealBroken = Failure.Code(rawValue: "seal.broken")
}

/// A secret of 32 bytes that seals small texts at rest: AES-256-GCM (NIST SP 800-38D) with a random nonce.
///
/// A sealed text is the nonce (12 bytes), the cipher text and the tag (16 bytes). With random nonces of 96 bits one key
/// may seal 2^32 texts; a relay seals a few thousand a year. It is a secret: it has no `description`.
package struct SealingKey: Hashable, Sendable {
    package static let byteCount = 32
    static let nonceByteCount = 12
    static let tagByteCount = 16
    /// The longest text, so that lengths fit libcrypto's `int`: these are codes and tokens.
    package static let textLimit = 65_536

    let bytes: [UInt8]

    /// A new key from the system's random source.
    package static func random() -> SealingKey {
        SealingKey(unchecked: RandomBytes.make(byteCount))
    }

    /// nil unless there are exactly 32 bytes.
    package init?(bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        guard bytes.count == Self.byteCount else { return nil }
        self.init(unchecked: bytes)
    }

    private init(unchecked bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// A secret for another use than sealing, by its name (HMAC-SHA-256 of the name).
    package func derived(_ purpose: String) -> [UInt8] {
        KeyedHash.hmacSHA256(key: bytes, Array("hamyar/".utf8) + Array(purpose.utf8)).bytes
    }

    /// Seals the text for what the associated bytes name; both are needed to open it.
    ///
    /// Throws `key.unusable` where libcrypto fails or the text is longer than the limit.
    package func seal(_ text: [UInt8], associated: [UInt8]) throws(Failure) -> [UInt8] {
        guard text.count <= Self.textLimit, associated.count <= Self.textLimit else { throw Failure(.keyUnusable) }
        let nonce = RandomBytes.make(Self.nonceByteCount)
        var cipher = [UInt8](repeating: 0, count: text.count)
        var tag = [UInt8](repeating: 0, count: Self.tagByteCount)
        var (length, last): (Int32, Int32) = (0, 0)
        let context = EVP_CIPHER_CTX_new()
        defer { EVP_CIPHER_CTX_free(context) }
        var rest = [UInt8](repeating: 0, count: Self.tagByteCount)
        let done =
            context != nil && EVP_EncryptInit_ex2(context, EVP_aes_256_gcm(), bytes, nonce, nil) == 1
            && EVP_EncryptUpdate(context, nil, &length, associated, Int32(associated.count)) == 1
            && (text.isEmpty || EVP_EncryptUpdate(context, &cipher, &length, text, Int32(text.count)) == 1)
            && EVP_EncryptFinal_ex(context, &rest, &last) == 1
            && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(Self.tagByteCount), &tag) == 1
        guard done else { throw .openSSL(.keyUnusable) }
        return nonce + cipher + tag
    }

    /// The text that was sealed for these associated bytes. Throws `seal.broken`.
    package func open(_ sealed: [UInt8], associated: [UInt8]) throws(Failure) -> [UInt8] {
        let length = sealed.count - Self.nonceByteCount - Self.tagByteCount
        guard (0...Self.textLimit).contains(length), associated.count <= Self.textLimit else { throw Failure(.sealBroken) }
        let nonce = Array(sealed.prefix(Self.nonceByteCount))
        let cipher = Array(sealed.dropFirst(Self.nonceByteCount).prefix(length))
        var tag = Array(sealed.suffix(Self.tagByteCount))
        var text = [UInt8](repeating: 0, count: length)
        var rest = [UInt8](repeating: 0, count: Self.tagByteCount)
        var (written, last): (Int32, Int32) = (0, 0)
        let context = EVP_CIPHER_CTX_new()
        defer { EVP_CIPHER_CTX_free(context) }
        let done =
            context != nil && EVP_DecryptInit_ex2(context, EVP_aes_256_gcm(), bytes, nonce, nil) == 1
            && EVP_DecryptUpdate(context, nil, &written, associated, Int32(associated.count)) == 1
            && (cipher.isEmpty || EVP_DecryptUpdate(context, &text, &written, cipher, Int32(cipher.count)) == 1)
            && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(Self.tagByteCount), &tag) == 1
            && EVP_DecryptFinal_ex(context, &rest, &last) == 1
        guard done else { throw .openSSL(.sealBroken) }
        return text
    }
}
