package import Cryptography
import Primitives

/// What a side signs with: its key, its vendor, and the certificate that goes along.
package struct SigningIdentity: Sendable {
    package let key: PrivateKey
    package let vendor: String
    /// nil where the trust bundle or a pin names the key: the relay's signing and log keys, the vendor root.
    package let certificate: Certificate?

    package init(key: PrivateKey, vendor: String, certificate: Certificate? = nil) {
        self.key = key
        self.vendor = vendor
        self.certificate = certificate
    }

    package var name: PeerName? { certificate?.subjectURI.flatMap { PeerName($0) } }
}
