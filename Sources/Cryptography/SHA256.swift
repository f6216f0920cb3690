import COpenSSL

/// libcrypto's SHA-256, fetched once: `EVP_sha256()` would look it up under a lock at every use.
enum SHA256 {
    nonisolated(unsafe) static let algorithm: OpaquePointer? = EVP_MD_fetch(nil, "SHA256", nil)

    /// Stops the program when libcrypto could not hash: it has no SHA-256 or there is no memory.
    ///
    /// The one place that traps, on purpose: going on would put a wrong digest under signatures and into the log, and
    /// no input from outside can lead here.
    static func require(_ result: Int32) {
        precondition(result == 1, "libcrypto cannot compute SHA-256")
    }
}
