import COpenSSL

/// The pinned authorities of one role, parsed once for all verifications.
///
/// libcrypto counts the references of the store and of its certificates, and reads both under locks of its own, as it does with the store
/// of an SSL_CTX.
final class AuthorityStore: Sendable {
    private nonisolated(unsafe) let pointer: OpaquePointer?

    init(_ authorities: [Certificate]) {
        defer { OpenSSLError.discard() }
        pointer = X509_STORE_new()
        for authority in authorities {
            // The store takes a reference of its own. What does not parse vouches for nobody.
            _ = try? authority.withOpenSSL { X509_STORE_add_cert(pointer, $0) }
        }
    }

    deinit {
        X509_STORE_free(pointer)
    }

    func withStore<Result>(_ body: (OpaquePointer?) throws -> Result) rethrows -> Result {
        try body(pointer)
    }
}
