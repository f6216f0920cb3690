import CLibSSL
import COpenSSL
import Cryptography
import Primitives

/// What libssl asks during the handshake. Each is called from within a method of the session, on its event loop.
extension TLSSession {
    private static func session(of ssl: OpaquePointer?) -> TLSSession? {
        SSL_get_ex_data(ssl, 0).map { Unmanaged<TLSSession>.fromOpaque($0).takeUnretainedValue() }
    }

    /// The ClientHello has come: one that speaks TLS 1.3 must name a protocol. (Older ones fail a step later, by their version.)
    static func hello(_ ssl: OpaquePointer?, _ alert: UnsafeMutablePointer<Int32>?) -> Int32 {
        guard let session = session(of: ssl) else { return SSL_CLIENT_HELLO_ERROR }
        session.heardHello = true
        var bytes: UnsafePointer<UInt8>?
        var count = 0
        let extensions = (
            versions: UInt32(TLSEXT_TYPE_supported_versions), alpn: UInt32(TLSEXT_TYPE_application_layer_protocol_negotiation)
        )
        guard SSL_client_hello_get0_ext(ssl, extensions.versions, &bytes, &count) == 1 else { return SSL_CLIENT_HELLO_SUCCESS }
        guard SSL_client_hello_get0_ext(ssl, extensions.alpn, &bytes, &count) == 1 else {
            session.refusal = Failure(.tlsApplicationProtocol, ["offered": ""])
            alert?.pointee = SSL_AD_NO_APPLICATION_PROTOCOL
            return SSL_CLIENT_HELLO_ERROR
        }
        return SSL_CLIENT_HELLO_SUCCESS
    }

    /// Still within the ClientHello: chooses the protocol, and with it whether the client must show a certificate.
    static func select(
        ssl: OpaquePointer?, chosen: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
        chosenLength: UnsafeMutablePointer<UInt8>?, offered: UnsafePointer<UInt8>?, offeredLength: UInt32
    ) -> Int32 {
        guard let session = session(of: ssl), let offered else { return SSL_TLSEXT_ERR_ALERT_FATAL }
        let wire = UnsafeBufferPointer(start: offered, count: Int(offeredLength))
        let names = ApplicationProtocol.names(inWire: wire) ?? []
        guard let name = session.context.configuration.protocols.first(where: { names.contains($0.rawValue) }),
            let offset = ApplicationProtocol.offset(of: name, inWire: wire)
        else {
            session.refusal = Failure(.tlsApplicationProtocol, ["offered": String(names.joined(separator: " ").prefix(128))])
            return SSL_TLSEXT_ERR_ALERT_FATAL
        }
        chosen?.pointee = offered + offset
        chosenLength?.pointee = UInt8(truncatingIfNeeded: name.rawValue.utf8.count)
        session.chosen = name
        if name.needsClientCertificate {
            SSL_set_verify(ssl, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nil)
        }
        return SSL_TLSEXT_ERR_OK
    }

    /// Replaces libssl's chain building: the verifier alone decides. Returns 1 or 0; the store's error picks the alert.
    static func verify(storeContext: OpaquePointer?, argument _: UnsafeMutableRawPointer?) -> Int32 {
        let ssl = X509_STORE_CTX_get_ex_data(storeContext, SSL_get_ex_data_X509_STORE_CTX_idx()).map { OpaquePointer($0) }
        guard let session = session(of: ssl), let x509 = X509_STORE_CTX_get0_cert(storeContext) else {
            X509_STORE_CTX_set_error(storeContext, X509_V_ERR_UNSPECIFIED)
            return 0
        }
        do {
            try session.judge(x509)
            X509_STORE_CTX_set_error(storeContext, X509_V_OK)
            return 1
        } catch {
            let failure = error as? Failure ?? Failure(.certificateRefused, cause: error)
            session.refusal = session.context.configuration.role == .client ? failure.namingInterceptor(of: x509) : failure
            X509_STORE_CTX_set_error(storeContext, failure.x509Error)
            return 0
        }
    }

    private func judge(_ x509: OpaquePointer) throws {
        // A client asks for one protocol, mostly; where it offered two, the server's choice is known by now.
        guard let name = chosen ?? context.configuration.protocols.first else { throw Failure(.tlsApplicationProtocol) }
        let certificate = try Certificate(der: x509.der(limit: TLSLimits.certificateMessage))
        verdict = (certificate, try context.configuration.verifier(certificate, name))
    }

    /// Sees every message; counts those that a peer can send for ever.
    static func observe(written: Int32, type: Int32, bytes: UnsafeRawPointer?, count: Int, of ssl: OpaquePointer?) {
        guard type == SSL3_RT_HANDSHAKE, written == 0, count > 0, let bytes, let session = session(of: ssl) else { return }
        session.heardHello = true
        let message = bytes.load(as: UInt8.self)
        if Int32(message) == SSL3_MT_KEY_UPDATE || Int32(message) == SSL3_MT_NEWSESSION_TICKET {
            _ = session.allowControlMessage()
        }
    }
}
