import Glibc
import NIOCore
import Primitives

/// Whom the kernel names at the other end of a unix socket (SO_PEERCRED).
///
/// The layout is `struct ucred` of <sys/socket.h>.
struct LocalPeer: Sendable {
    var process: Int32
    var user: UInt32
    var group: UInt32

    var peer: Peer { .local(uid: user, gid: group, pid: process) }

    /// On the channel's event loop. The future is complete by then.
    static func read(from channel: any Channel) -> EventLoopFuture<LocalPeer> {
        guard let provider = channel as? any SocketOptionProvider else {
            return channel.eventLoop.makeFailedFuture(Failure(.localUnreachable, ["reason": "no socket"]))
        }
        return provider.unsafeGetSocketOption(level: .socket, name: NIOBSDSocket.Option(rawValue: SO_PEERCRED))
    }
}
