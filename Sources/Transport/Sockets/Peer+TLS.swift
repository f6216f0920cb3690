import Cryptography
import Primitives
import TLS

extension Peer {
    /// Who the handshake proved to be at the other end.
    init(_ peer: TLSPeer) throws {
        switch peer.applicationProtocol {
        case .enrolment: self = .anonymous
        case .hamyar:
            guard let name = peer.name, let certificate = peer.certificate else { throw Failure(.certificateAbsent) }
            self = .authenticated(name, certificate)
        }
    }
}

extension ApplicationProtocol {
    var connectionLimits: ConnectionLimits {
        switch self {
        case .hamyar: .standard
        case .enrolment: .enrolment
        }
    }
}
