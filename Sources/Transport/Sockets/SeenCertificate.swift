import Cryptography
import Synchronization

/// Keeps the certificate that a provisional connection was shown.
final class SeenCertificate: Sendable {
    private let state = Mutex<Certificate?>(nil)

    var certificate: Certificate? { state.withLock { $0 } }

    func note(_ certificate: Certificate?) {
        state.withLock { $0 = certificate }
    }
}
