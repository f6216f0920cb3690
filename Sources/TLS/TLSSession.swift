import CLibSSL
import COpenSSL
import Cryptography
import NIOCore
import Primitives

/// One connection's SSL object and the buffers it reads and writes.
///
/// Confined to the channel's event loop. libssl calls back into it only from within its own methods; nothing here calls out to
/// the pipeline, so no method is entered twice.
final class TLSSession {
    enum HandshakeStep {
        case needsInput
        case complete(TLSPeer)
        case failed(Failure)
    }

    enum ReadStep {
        case needsInput
        /// As many bytes as were asked for are there; more may lie behind them.
        case filled
        /// The peer said close_notify; all that it sent has been read.
        case closed
        case failed(Failure)
    }

    let buffers = RecordBuffers()
    let context: TLSContext
    // What the callbacks learned (TLSSession+Callbacks).
    var heardHello = false
    var chosen: ApplicationProtocol?
    var verdict: (certificate: Certificate, name: PeerName?)?
    var refusal: Failure?
    var isEstablished = false
    private var budget = ControlBudget()
    private let ssl: OpaquePointer

    /// - Throws: `tls.configuration` when there is no memory.
    init(_ context: TLSContext) throws {
        guard let ssl = context.makeSSL(), let bio = RecordBIO.make(over: buffers) else {
            throw Failure.openSSL(.tlsConfiguration, ["reason": "no memory"])
        }
        self.context = context
        self.ssl = ssl
        // One BIO in both directions: libssl takes one reference.
        SSL_set_bio(ssl, bio, bio)
        SSL_set_ex_data(ssl, 0, Unmanaged.passUnretained(self).toOpaque())
        if context.configuration.role == .client { SSL_set_connect_state(ssl) } else { SSL_set_accept_state(ssl) }
    }

    deinit {
        SSL_free(ssl)
    }

    func handshake() -> HandshakeStep {
        ERR_clear_error()
        while true {
            let result = SSL_do_handshake(ssl)
            if result == 1 { return completed() }
            guard SSL_get_error(ssl, result) == SSL_ERROR_WANT_READ else { return .failed(takeFailure()) }
            // Without auto-retry libssl pauses after some messages although more lie there.
            if buffers.received.readableBytes == 0 { return .needsInput }
        }
    }

    /// Decrypts what was received into the buffer, until it holds `limit` bytes.
    func read(into plaintext: inout ByteBuffer, upTo limit: Int) -> ReadStep {
        ERR_clear_error()
        while plaintext.readableBytes < limit {
            let room = limit - plaintext.readableBytes
            var result: Int32 = 0
            plaintext.writeWithUnsafeMutableBytes(minimumWritableBytes: room) { space in
                var count = 0
                result = SSL_read_ex(ssl, space.baseAddress, room, &count)
                if result == 1 { budget.earn(bytes: count) }
                return result == 1 ? count : 0
            }
            if result == 1 { continue }
            switch SSL_get_error(ssl, result) {
            case SSL_ERROR_WANT_READ:
                if buffers.received.readableBytes > 0 { continue }
                buffers.releaseReceived()
                return .needsInput
            case SSL_ERROR_ZERO_RETURN: return .closed
            default: return .failed(takeFailure())
            }
        }
        return .filled
    }

    /// Plaintext of at most one record that is decrypted already.
    var pending: Int { Int(SSL_pending(ssl)) }

    /// A busy connection keeps libssl's two record buffers; a quiet one, which is most of them, has none.
    func keepBuffers(_ keeps: Bool) {
        let mode = Int(SSL_MODE_RELEASE_BUFFERS)
        if keeps {
            SSL_ctrl(ssl, SSL_CTRL_CLEAR_MODE, mode, nil)
        } else {
            SSL_ctrl(ssl, SSL_CTRL_MODE, mode, nil)
            if SSL_has_pending(ssl) == 0 { SSL_free_buffers(ssl) }
            buffers.releaseReserve()
        }
    }

    /// Encrypts the bytes into `buffers.produced`, in whole records where there are enough.
    func write(_ bytes: UnsafeRawBufferPointer) -> Failure? {
        ERR_clear_error()
        var rest = bytes
        let records = bytes.count / TLSLimits.recordPayload + 1
        buffers.makeRoom(bytes.count + records * TLSLimits.recordOverhead)
        while !rest.isEmpty {
            var count = 0
            guard SSL_write_ex(ssl, rest.baseAddress, rest.count, &count) == 1, count <= rest.count else { return takeFailure() }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
        }
        return nil
    }

    /// Produces close_notify, once.
    func sayCloseNotify() {
        ERR_clear_error()
        if SSL_get_shutdown(ssl) & SSL_SENT_SHUTDOWN == 0 { SSL_shutdown(ssl) }
        ERR_clear_error()
    }

    /// Counts a handshake message after the handshake; false when the peer may send no more of them.
    func allowControlMessage() -> Bool {
        guard isEstablished, !budget.spend() else { return true }
        refusal = Failure(.tlsControlFlood, ["limit": String(TLSLimits.controlMessages)])
        buffers.isPoisoned = true
        return false
    }

    private func takeFailure() -> Failure {
        let failure = ErrorQueue.takeFailure(heardHello: heardHello)
        if let refusal { return Failure(refusal.code, refusal.parameters, cause: refusal.cause ?? failure) }
        let state = SSL_get_state(ssl)
        if failure.isExcessiveMessage, state == TLS_ST_SR_CERT || state == TLS_ST_CR_CERT {
            return Failure(.certificateTooLarge, ["limit": String(TLSLimits.certificateMessage)], cause: failure.cause)
        }
        return failure
    }

    /// Asserts what the callbacks were to see to: the protocol, and the certificate that it asks for.
    private func completed() -> HandshakeStep {
        var bytes: UnsafePointer<UInt8>?
        var count: UInt32 = 0
        SSL_get0_alpn_selected(ssl, &bytes, &count)
        let name = String(decoding: UnsafeBufferPointer(start: bytes, count: Int(count)), as: UTF8.self)
        guard let selected = ApplicationProtocol(rawValue: name), context.configuration.protocols.contains(selected),
            chosen == nil || chosen == selected
        else { return .failed(Failure(.tlsApplicationProtocol, ["offered": name])) }
        let needsCertificate = context.configuration.role == .client || selected.needsClientCertificate
        do {
            guard needsCertificate == (verdict != nil), SSL_get_verify_result(ssl) == Int(X509_V_OK) else {
                throw Failure(.certificateAbsent)
            }
            let anonymous = needsCertificate ? nil : try context.configuration.verifier(nil, selected)
            isEstablished = true
            return .complete(
                TLSPeer(name: verdict?.name ?? anonymous, certificate: verdict?.certificate, applicationProtocol: selected))
        } catch {
            return .failed(error as? Failure ?? Failure(.certificateRefused, cause: error))
        }
    }
}
