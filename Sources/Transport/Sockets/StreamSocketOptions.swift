import Glibc
import NIOCore

/// What every TCP connection of ours is set to.
enum StreamSocketOptions {
    /// Bytes that wait in the kernel unsent before the socket counts as full: the next frame is chosen late, so that
    /// control goes first (design of the protocol, "Control within 1 s").
    static let unsentLowWater = 64 * 1024
    /// Milliseconds that sent bytes may go unacknowledged before the connection is given up.
    static let userTimeout = 60_000

    static let all: [(option: ChannelOptions.Types.SocketOption, value: Int)] = [
        (tcp(TCP_NODELAY), 1), (tcp(TCP_NOTSENT_LOWAT), unsentLowWater), (tcp(TCP_USER_TIMEOUT), userTimeout),
    ]

    /// How much is read at once: it grows while the peer fills it, and shrinks when the connection idles. NIO keeps two of
    /// them for each connection, so that they begin small: a handshake and a heartbeat need no more.
    static let readBuffer = AdaptiveRecvByteBufferAllocator(minimum: 1024, initial: 1024, maximum: 256 * 1024)

    private static func tcp(_ name: Int32) -> ChannelOptions.Types.SocketOption {
        ChannelOptions.Types.SocketOption(level: .tcp, name: NIOBSDSocket.Option(rawValue: name))
    }
}
