import COpenSSL
import Primitives

/// A SHA-512 hash of bytes that come piece by piece, for metadata that others made; ours has SHA-256 (`DigestStream`).
package struct LongDigestStream: ~Copyable {
    private let context: OpaquePointer?

    package init() {
        context = EVP_MD_CTX_new()
        SHA256.require(context == nil ? 0 : EVP_DigestInit_ex2(context, EVP_sha512(), nil))
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        SHA256.require(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count))
    }

    /// Hexadecimal.
    package consuming func finish() -> String {
        var digest = [UInt8](repeating: 0, count: 64)
        SHA256.require(EVP_DigestFinal_ex(context, &digest, nil))
        return Hexadecimal.encode(digest)
    }
}
