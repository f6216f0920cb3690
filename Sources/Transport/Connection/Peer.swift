package import Cryptography

/// Who is at the other end of a connection.
package enum Peer: Sendable {
    /// `hamyar/1`: named by a certificate that was verified.
    case authenticated(PeerName, Certificate)
    /// A client on `hamyar-enrol/1`, as the relay sees it; the relay, as such a client sees it.
    case anonymous
    /// The control socket: named by the kernel (SO_PEERCRED).
    case local(uid: UInt32, gid: UInt32, pid: Int32)
}
