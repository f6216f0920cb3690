import CLibSSL
import COpenSSL
import Cryptography
import NIOCore
import TLS
import Testing

/// libssl without our rules, over memory BIOs: the stranger at the other end.
final class RawPeer {
    let context: OpaquePointer
    let ssl: OpaquePointer
    private let input: OpaquePointer
    private let output: OpaquePointer

    /// - Parameter server: whether it accepts instead of connecting.
    init(
        server: Bool = false, identity: TLSIdentity? = nil, alpn: [String] = ["hamyar/1"],
        setUp: (OpaquePointer) -> Void = { _ in }
    ) throws {
        let context = try #require(SSL_CTX_new(server ? TLS_server_method() : TLS_client_method()))
        if let identity {
            for (index, certificate) in identity.chain.enumerated() {
                _ = try certificate.withOpenSSL {
                    index == 0 ? SSL_CTX_use_certificate(context, $0) : hamyar_tls_context_add_chain_certificate(context, $0)
                }
            }
            _ = identity.key.withOpenSSL { SSL_CTX_use_PrivateKey(context, $0) }
        }
        let names = alpn.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
        if !names.isEmpty { SSL_CTX_set_alpn_protos(context, names, UInt32(names.count)) }
        setUp(context)
        self.context = context
        ssl = try #require(SSL_new(context))
        input = try #require(BIO_new(BIO_s_mem()))
        output = try #require(BIO_new(BIO_s_mem()))
        SSL_set_bio(ssl, input, output)
        if server { SSL_set_accept_state(ssl) } else { SSL_set_connect_state(ssl) }
    }

    deinit {
        SSL_free(ssl)
        SSL_CTX_free(context)
    }

    func feed(_ bytes: ByteBuffer) {
        bytes.withUnsafeReadableBytes { _ = BIO_write(input, $0.baseAddress, Int32($0.count)) }
    }

    func take() -> ByteBuffer {
        var bytes = [UInt8](repeating: 0, count: BIO_ctrl_pending(output))
        let count = bytes.isEmpty ? 0 : BIO_read(output, &bytes, Int32(bytes.count))
        return ByteBuffer(bytes: bytes.prefix(max(0, Int(count))))
    }

    /// Makes progress with the handshake, or reads. Returns what it read.
    @discardableResult
    func advance() -> [UInt8] {
        ERR_clear_error()
        var bytes = [UInt8](repeating: 0, count: 65536)
        let count = SSL_read(ssl, &bytes, Int32(bytes.count))
        noteAlert()
        return Array(bytes.prefix(max(0, Int(count))))
    }

    func write(_ bytes: [UInt8]) {
        _ = SSL_write(ssl, bytes, Int32(bytes.count))
    }

    /// The number of the fatal alert that came.
    private(set) var alert: Int32?

    private func noteAlert() {
        while case let code = ERR_get_error(), code != 0 {
            let reason = ERR_GET_REASON(code)
            if ERR_GET_LIB(code) == ERR_LIB_SSL, (1000...1255).contains(reason) { alert = reason - 1000 }
        }
    }

    /// Talks with our handler until neither has anything to say.
    func talk(to end: TLSEnd) throws {
        while true {
            advance()
            let (forth, back) = (take(), try end.output())
            guard forth.readableBytes + back.readableBytes > 0 else { return }
            try end.input(forth)
            feed(back)
        }
    }
}
