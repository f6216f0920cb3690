import COpenSSL
import Glibc
import Primitives

/// One verification by libcrypto (RFC 5280, section 6): a leaf, and the authorities that may have issued it.
struct CertificateChain {
    let leaf: Certificate
    let authorities: AuthorityStore
    let name: PeerName

    func verify(at time: Timestamp) throws {
        defer { OpenSSLError.discard() }
        try authorities.withStore { store in try verify(in: store, at: time) }
    }

    private func verify(in store: OpaquePointer?, at time: Timestamp) throws {
        let context = X509_STORE_CTX_new()
        defer { X509_STORE_CTX_free(context) }
        guard let store, let context else { throw failure(.certificateRefused, "no memory") }
        try leaf.withOpenSSL { pointer in
            guard X509_STORE_CTX_init(context, store, pointer, nil) == 1, configure(context, time) else {
                throw failure(.certificateRefused, "no memory")
            }
            guard X509_verify_cert(context) == 1 else { throw reason(context) }
            // An authority's own certificate would be a chain of one.
            guard hamyar_x509_chain_count(context) == 2, X509_get_extension_flags(pointer) & UInt32(EXFLAG_CA) == 0 else {
                throw failure(.certificateWrongPurpose, "an authority")
            }
        }
    }

    private func configure(_ context: OpaquePointer, _ time: Timestamp) -> Bool {
        let parameters = X509_STORE_CTX_get0_param(context)
        let purpose = name.role == .relay ? X509_PURPOSE_SSL_SERVER : X509_PURPOSE_SSL_CLIENT
        // No intermediates between the leaf and its authority.
        X509_VERIFY_PARAM_set_depth(parameters, 0)
        X509_VERIFY_PARAM_set_time(parameters, time_t(time.milliseconds / 1000))
        return X509_VERIFY_PARAM_set_flags(parameters, UInt(X509_V_FLAG_X509_STRICT)) == 1
            && X509_STORE_CTX_set_purpose(context, purpose) == 1
    }

    private func reason(_ context: OpaquePointer) -> Failure {
        let error = X509_STORE_CTX_get_error(context)
        let text = String(cString: X509_verify_cert_error_string(Int(error)))
        let ofLeaf = X509_STORE_CTX_get_error_depth(context) == 0
        switch error {
        case X509_V_ERR_CERT_HAS_EXPIRED, X509_V_ERR_CERT_NOT_YET_VALID:
            guard ofLeaf else { return failure(.certificateAuthorityExpired, text) }
            let expired = error == X509_V_ERR_CERT_HAS_EXPIRED
            return failure(expired ? .certificateExpired : .certificateNotYetValid, text)
        case X509_V_ERR_INVALID_PURPOSE: return failure(.certificateWrongPurpose, text)
        case X509_V_ERR_PERMITTED_VIOLATION, X509_V_ERR_EXCLUDED_VIOLATION: return failure(.certificateWrongName, text)
        case X509_V_ERR_CERT_SIGNATURE_FAILURE: return failure(.certificateBadSignature, text)
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT,
            X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT,
            X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
            return failure(.certificateUnknownAuthority, text)
        default: return failure(.certificateRefused, text)
        }
    }

    private func failure(_ code: Failure.Code, _ reason: String) -> Failure {
        Failure(
            code,
            [
                "name": name.description, "reason": reason, "not_before": String(leaf.notBefore.milliseconds),
                "not_after": String(leaf.notAfter.milliseconds),
            ], cause: OpenSSLError.drain())
    }
}
