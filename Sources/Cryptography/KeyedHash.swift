import COpenSSL

/// Hashes that only the holder of a secret can compute.
package enum KeyedHash {
    /// HMAC-SHA-256 (RFC 2104, RFC 4231); the key may have any length.
    package static func hmacSHA256(key: [UInt8], _ message: [UInt8]) -> Digest {
        // libcrypto reads a null key as "go on with the key from before", and an empty array may be null.
        let padded = key.isEmpty ? [0] : key
        return Digest(
            Bytes32 { output in
                let result = HMAC(
                    SHA256.algorithm, padded, Int32(clamping: padded.count), message, message.count,
                    output.bindMemory(to: UInt8.self).baseAddress, nil)
                SHA256.require(result == nil ? 0 : 1)
            })
    }
}

/// Compares secrets in a time that depends on their lengths alone.
package func constantTimeEquals(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
}
