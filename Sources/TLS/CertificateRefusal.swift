import COpenSSL
import Cryptography
import Primitives

extension Failure {
    /// The verification error that makes libssl send the alert for this reason (its table in ssl/statem/statem_lib.c):
    /// so each reason of H7 has an alert of its own.
    var x509Error: Int32 {
        switch code {
        case .certificateExpired: X509_V_ERR_CERT_HAS_EXPIRED  // certificate_expired
        case .certificateNotYetValid: X509_V_ERR_CERT_NOT_YET_VALID  // bad_certificate
        case .certificateWrongPurpose: X509_V_ERR_INVALID_PURPOSE  // unsupported_certificate
        case .certificateWrongName: X509_V_ERR_PERMITTED_VIOLATION  // certificate_unknown
        case .certificateRevoked: X509_V_ERR_CERT_REVOKED  // certificate_revoked
        case .certificateUnknownAuthority, .certificateAuthorityExpired:
            X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY  // unknown_ca
        case .certificateBadSignature: X509_V_ERR_CERT_SIGNATURE_FAILURE  // decrypt_error
        case .certificateMalformed, .certificateTooLarge, .certificateRefused: X509_V_ERR_CERT_REJECTED  // bad_certificate
        default: X509_V_ERR_APPLICATION_VERIFICATION  // handshake_failure
        }
    }

    /// Whether libssl refused a message for its length.
    var isExcessiveMessage: Bool { code == .tlsProtocol && parameters["reason"] == "excessive message size" }

    /// A server that no authority of ours vouches for and that does not even claim a name of ours is no relay with a wrong
    /// certificate: somebody opens the connection in between.
    func namingInterceptor(of x509: OpaquePointer) -> Failure {
        switch code {
        case .certificateUnknownAuthority, .certificateMalformed, .certificateBadSignature: break
        case .certificateWrongName where PeerName(parameters["name"] ?? "") == nil: break
        default: return self
        }
        return Failure(.tlsIntercepted, ["issuer": x509.issuerName(), "reason": code.rawValue], cause: self)
    }
}

extension OpaquePointer {
    /// The DER of an X509.
    fileprivate func x509DER(_ count: Int32) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(count))
        let written = bytes.withUnsafeMutableBufferPointer { buffer in
            var cursor = buffer.baseAddress
            return i2d_X509(self, &cursor)
        }
        guard written == count else { throw Failure.openSSL(.certificateMalformed) }
        return bytes
    }

    /// The DER of an X509, its length checked before anything is allocated.
    func der(limit: Int) throws -> [UInt8] {
        let count = i2d_X509(self, nil)
        guard count > 0 else { throw Failure.openSSL(.certificateMalformed) }
        guard Int(count) <= limit else {
            throw Failure(.certificateTooLarge, ["size": String(count), "limit": String(limit)])
        }
        return try x509DER(count)
    }

    /// Who signed an X509, for people: printable ASCII, at most 128 characters.
    func issuerName() -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
            guard let text = X509_NAME_oneline(X509_get_issuer_name(self), buffer.baseAddress, Int32(buffer.count)) else {
                return ""
            }
            let characters = String(cString: text).utf8.map { (0x20...0x7e).contains($0) ? $0 : UInt8(ascii: "?") }
            return String(decoding: characters.prefix(128), as: UTF8.self)
        }
    }
}
