import Glibc
package import Logging
package import NIOCore
import NIOPosix
import Primitives

/// The control socket: the same frames without TLS, the peer named by the kernel.
package final class LocalListener: Sendable {
    /// Connections at once: each is a person's command.
    package static let connectionLimit = 64

    package let path: String
    private let server: any Channel
    private let accepted: AcceptedChannels

    private init(path: String, server: any Channel, accepted: AcceptedChannels) {
        self.path = path
        self.server = server
        self.accepted = accepted
    }

    /// - Parameters:
    ///   - mode: of the socket's file; whoever may write it may connect. 0600 for the owner alone.
    ///   - owningGroup: the group of the file, for mode 0660.
    /// - Throws: `local.in-use` when another process listens there, `local.not-bound`.
    package static func bind(
        path: String, mode: UInt32 = 0o600, owningGroup: UInt32? = nil, group: any EventLoopGroup, logger: Logger
    ) async throws -> LocalListener {
        var limits = ListenerLimits()
        limits.connections = connectionLimit
        let accepted = AcceptedChannels(limits: limits, logger: logger)
        let descriptor = try LocalSocket.listen(path: path, mode: mode, group: owningGroup)
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(AcceptPause()) }
            }
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try accepted.enter(channel, from: nil) }.flatMap {
                    LocalPeer.read(from: channel)
                }.flatMapThrowing { peer in
                    let connection = try PeerConnection.install(
                        on: channel, dialler: false, peer: peer.peer, limits: .local, logger: logger)
                    accepted.handOut(connection)
                }
            }
        do {
            let server = try await bootstrap.withBoundSocket(descriptor).get()
            return LocalListener(path: path, server: server, accepted: accepted)
        } catch {
            throw Failure(.localNotBound, ["path": path, "reason": "\(error)"], cause: error)
        }
    }

    /// One reader.
    package var connections: PeerConnections { PeerConnections(stream: accepted.connections) }

    package func stopAccepting() {
        server.close(promise: nil)
    }

    /// Closes the socket and what came through it, and removes the file.
    package func close() async {
        unlink(path)
        server.close(promise: nil)
        try? await server.closeFuture.get()
        await accepted.closeAll()
        accepted.finish()
    }
}
