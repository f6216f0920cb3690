import CLibSSL
import COpenSSL
import Cryptography
import Primitives

/// libssl's settings for one role: TLS 1.3 alone, Ed25519, mutual certificates, no tickets, no early data, no compression.
///
/// It is not changed after it was made, and may serve any number of connections on any threads. New certificates mean a new
/// context; connections keep the one they began with.
package final class TLSContext: Sendable {
    package let configuration: TLSConfiguration

    // libssl counts its references atomically, and nothing is set on it after `init`.
    private nonisolated(unsafe) let pointer: OpaquePointer

    /// - Throws: `tls.configuration` when libssl does not take the certificate, its key or the names.
    package init(_ configuration: TLSConfiguration) throws {
        defer { OpenSSLError.discard() }
        let method = configuration.role == .client ? TLS_client_method() : TLS_server_method()
        guard let pointer = SSL_CTX_new(method) else { throw Failure.openSSL(.tlsConfiguration, ["reason": "context"]) }
        self.configuration = configuration
        self.pointer = pointer
        try Self.require(hamyar_tls_context_restrict(pointer), "options")
        try Self.require(SSL_CTX_set_ciphersuites(pointer, Self.cipherSuites), "cipher suites")
        try Self.require(hamyar_tls_context_set_groups(pointer, Self.groups), "groups")
        hamyar_tls_context_set_max_certificate_list(pointer, TLSLimits.certificateMessage)
        try useIdentity()
        try configureRole()
        SSL_CTX_set_cert_verify_callback(pointer, { TLSSession.verify(storeContext: $0, argument: $1) }, nil)
        SSL_CTX_set_msg_callback(pointer) { written, _, type, bytes, count, ssl, _ in
            TLSSession.observe(written: written, type: type, bytes: bytes, count: count, of: ssl)
        }
    }

    deinit {
        SSL_CTX_free(pointer)
    }

    /// A new SSL object; the caller frees it.
    func makeSSL() -> OpaquePointer? {
        SSL_new(pointer)
    }

    // 128-bit AES first: as strong as X25519 and Ed25519, and the fastest on machines with AES instructions.
    private static let cipherSuites = "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256"
    private static let groups = "X25519:P-256"
    private static let serverSignatures = "ed25519"
    // A dialler also understands what interceptors sign with, so that it can say who stands in between; `TLSSession`
    // refuses every certificate that is not Ed25519.
    private static let clientSignatures = "ed25519:ECDSA+SHA256:RSA-PSS+SHA256:ECDSA+SHA384:RSA-PSS+SHA384"

    private func useIdentity() throws {
        guard let identity = configuration.identity else {
            guard configuration.role == .client else {
                throw Failure(.tlsConfiguration, ["reason": "a server needs a certificate"])
            }
            return
        }
        for (index, certificate) in identity.chain.enumerated() {
            try certificate.withOpenSSL { x509 in
                let done =
                    index == 0
                    ? SSL_CTX_use_certificate(pointer, x509) : hamyar_tls_context_add_chain_certificate(pointer, x509)
                try Self.require(done, "certificate")
            }
        }
        try identity.key.withOpenSSL { try Self.require(SSL_CTX_use_PrivateKey(pointer, $0), "key") }
        try Self.require(SSL_CTX_check_private_key(pointer), "the key is not the certificate's")
    }

    private func configureRole() throws {
        let names = ApplicationProtocol.wire(configuration.protocols)
        guard !names.isEmpty else { throw Failure(.tlsConfiguration, ["reason": "no application protocol"]) }
        switch configuration.role {
        case .client:
            try Self.require(hamyar_tls_context_set_signature_algorithms(pointer, Self.clientSignatures), "signatures")
            // The one function here that returns 0 for success.
            try Self.require(SSL_CTX_set_alpn_protos(pointer, names, UInt32(names.count)) == 0 ? 1 : 0, "protocols")
            SSL_CTX_set_verify(pointer, SSL_VERIFY_PEER, nil)
        case .server:
            try Self.require(hamyar_tls_context_set_signature_algorithms(pointer, Self.serverSignatures), "signatures")
            SSL_CTX_set_client_hello_cb(pointer, { ssl, alert, _ in TLSSession.hello(ssl, alert) }, nil)
            SSL_CTX_set_alpn_select_cb(
                pointer,
                { ssl, chosen, chosenLength, offered, offeredLength, _ in
                    TLSSession.select(
                        ssl: ssl, chosen: chosen, chosenLength: chosenLength, offered: offered, offeredLength: offeredLength)
                }, nil)
        }
    }

    private static func require(_ result: Int32, _ what: String) throws {
        guard result == 1 else { throw Failure.openSSL(.tlsConfiguration, ["reason": what]) }
    }
}
