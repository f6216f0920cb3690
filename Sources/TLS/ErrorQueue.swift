import CLibSSL
import COpenSSL
import Cryptography
import Primitives

/// libssl's reasons for one failed call, taken off the thread's error queue, as one `Failure`.
enum ErrorQueue {
    /// Empties the queue.
    ///
    /// - Parameter heardHello: whether the peer has spoken TLS so far; before that, nonsense is "not TLS" rather than a violation.
    static func takeFailure(heardHello: Bool) -> Failure {
        // The newest libssl entry is the reason; older ones may come from below it, e.g. from parsing.
        let reason = sslReason(ERR_peek_last_error()) ?? sslReason(ERR_peek_error())
        let cause = OpenSSLError.drain()
        guard let reason else { return Failure(.tlsProtocol, ["reason": "libcrypto"], cause: cause) }
        return failure(reason, heardHello: heardHello, cause: cause)
    }

    private static func sslReason(_ code: UInt) -> Int32? {
        code != 0 && ERR_GET_LIB(code) == ERR_LIB_SSL ? ERR_GET_REASON(code) : nil
    }

    private static func failure(_ reason: Int32, heardHello: Bool, cause: OpenSSLError) -> Failure {
        switch reason {
        case SSL_AD_REASON_OFFSET...(SSL_AD_REASON_OFFSET + 255):
            return Failure(.tlsAlert, ["alert": Alert.name(Int(reason - SSL_AD_REASON_OFFSET))], cause: cause)
        case SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE:
            return Failure(.certificateAbsent, cause: cause)
        case SSL_R_UNSUPPORTED_PROTOCOL, SSL_R_UNKNOWN_PROTOCOL, SSL_R_VERSION_TOO_LOW, SSL_R_UNSUPPORTED_SSL_VERSION:
            return Failure(.tlsVersion, cause: cause)
        case SSL_R_NO_APPLICATION_PROTOCOL:
            return Failure(.tlsApplicationProtocol, cause: cause)
        case SSL_R_PACKET_LENGTH_TOO_LONG, SSL_R_DATA_LENGTH_TOO_LONG, SSL_R_ENCRYPTED_LENGTH_TOO_LONG:
            return Failure(.tlsRecordOverflow, cause: cause)
        case SSL_R_HTTP_REQUEST, SSL_R_HTTPS_PROXY_REQUEST, SSL_R_WRONG_VERSION_NUMBER:
            return Failure(.tlsNotTLS, cause: cause)
        default:
            let text = ERR_reason_error_string(UInt(ERR_LIB_SSL) << 23 | UInt(reason)).map { String(cString: $0) }
            return Failure(heardHello ? .tlsProtocol : .tlsNotTLS, ["reason": text ?? String(reason)], cause: cause)
        }
    }
}
