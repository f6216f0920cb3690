package import Cryptography

/// What this side shows to the other: a certificate, the ones above it if any, and the key.
package struct TLSIdentity: Sendable {
    /// The leaf first. Peers pin authorities, so one certificate is the rule.
    package let chain: [Certificate]
    package let key: PrivateKey

    package init(chain: [Certificate], key: PrivateKey) {
        self.chain = chain
        self.key = key
    }

    package init(certificate: Certificate, key: PrivateKey) {
        self.init(chain: [certificate], key: key)
    }
}
