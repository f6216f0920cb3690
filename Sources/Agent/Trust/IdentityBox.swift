import Cryptography
import Primitives
package import SignedObjects
import Synchronization

/// This machine's key with its present certificate; a renewal changes the certificate, never the key.
package final class IdentityBox: Sendable {
    private let state: Mutex<SigningIdentity>

    package init(_ identity: SigningIdentity) {
        state = Mutex(identity)
    }

    package var current: SigningIdentity { state.withLock { $0 } }

    func renew(_ certificate: Certificate) {
        state.withLock { $0 = SigningIdentity(key: $0.key, vendor: $0.vendor, certificate: certificate) }
    }
}
