import COpenSSL

/// A SHA-256 hash of bytes that come piece by piece.
///
/// It cannot be copied: it owns libcrypto's context, which goes away with it.
package struct DigestStream: ~Copyable, @unchecked Sendable {
    // @unchecked: the pointer has one owner, and only mutating calls use it.
    private let context: OpaquePointer?

    package init() {
        context = EVP_MD_CTX_new()
        SHA256.require(context == nil ? 0 : EVP_DigestInit_ex2(context, SHA256.algorithm, nil))
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        SHA256.require(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count))
    }

    package mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    package consuming func finish() -> Digest {
        Digest(
            Bytes32 { output in
                SHA256.require(EVP_DigestFinal_ex(context, output.baseAddress, nil))
            })
    }
}
