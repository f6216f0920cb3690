import Glibc
package import Logging
package import NIOCore
import NIOPosix
import Primitives

/// The other end of `LocalListener`: the commands of the person at the machine.
package enum LocalDialer {
    /// - Throws: `local.unreachable` when nobody listens there, `local.forbidden` when the file does not admit this user;
    ///   `connection.…` when the listener turns us away.
    package static func connect(path: String, group: any EventLoopGroup, logger: Logger) async throws -> PeerConnection {
        let connection: PeerConnection
        do {
            // Nothing is read before there is somebody to read it.
            let channel = try await ClientBootstrap(group: group).channelOption(.autoRead, value: false)
                .connect(unixDomainSocketPath: path).get()
            connection = try await channel.eventLoop.flatSubmit {
                LocalPeer.read(from: channel).flatMapThrowing { peer in
                    let connection = try PeerConnection.install(
                        on: channel, dialler: true, peer: peer.peer, limits: .local, logger: logger)
                    try channel.syncOptions?.setOption(.autoRead, value: true)
                    return connection
                }
            }.get()
        } catch {
            throw failure(error, path)
        }
        do {
            try await connection.settled()
        } catch {
            connection.close()
            throw error
        }
        return connection
    }

    private static func failure(_ error: any Error, _ path: String) -> Failure {
        let number = (error as? IOError)?.errnoCode
        let reason = number.map { String(cString: strerror($0)) } ?? "\(error)"
        let forbidden = number == EACCES || number == EPERM
        return Failure(forbidden ? .localForbidden : .localUnreachable, ["path": path, "reason": reason], cause: error)
    }
}
