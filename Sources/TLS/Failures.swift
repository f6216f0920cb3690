package import Primitives

/// Why a TLS connection ended. Refused certificates keep the `certificate.…` codes of Cryptography, one for each reason (H7).
extension Failure.Code {
    /// A key, certificate or setting that libssl does not take (reason).
    package static let tlsConfiguration = Failure.Code(rawValue: "tls.configuration")
    /// The handshake was not complete at its deadline (H1, H2; seconds).
    package static let tlsHandshakeDeadline = Failure.Code(rawValue: "tls.handshake-deadline")
    /// The first bytes are no TLS: HTTP, or garbage (H4).
    package static let tlsNotTLS = Failure.Code(rawValue: "tls.not-tls")
    /// The peer does not speak TLS 1.3 (H5).
    package static let tlsVersion = Failure.Code(rawValue: "tls.version")
    /// No common ALPN name, or none at all (offered).
    package static let tlsApplicationProtocol = Failure.Code(rawValue: "tls.application-protocol")
    /// A record is longer than TLS allows (H6).
    package static let tlsRecordOverflow = Failure.Code(rawValue: "tls.record-overflow")
    /// KeyUpdate or ticket messages beyond their budget (H9; limit).
    package static let tlsControlFlood = Failure.Code(rawValue: "tls.control-flood")
    /// The stream ended without close_notify: what came is not known to be all (H11; phase).
    package static let tlsTruncated = Failure.Code(rawValue: "tls.truncated")
    /// The peer ended the connection with a fatal alert (alert: its name in RFC 8446, section 6).
    package static let tlsAlert = Failure.Code(rawValue: "tls.alert")
    /// A dialler was shown a certificate that is not from this system at all: somebody opens the connection in between
    /// (issuer: who signed it; reason: the code of the refusal).
    package static let tlsIntercepted = Failure.Code(rawValue: "tls.intercepted")
    /// More was written before the handshake ended than `TLSLimits.writesBeforeHandshake` (limit).
    package static let tlsWriteLimit = Failure.Code(rawValue: "tls.write-limit")
    /// A write after the connection was closed.
    package static let tlsClosed = Failure.Code(rawValue: "tls.closed")
    /// Any other violation of RFC 8446 (reason: libssl's own words).
    package static let tlsProtocol = Failure.Code(rawValue: "tls.protocol")
}
