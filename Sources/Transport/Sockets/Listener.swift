import Glibc
package import Logging
package import NIOCore
import NIOPosix
import Primitives
import TLS

/// TCP and TLS on one port. Hands out connections whose peer is known and whose SETTINGS are here.
package final class Listener: Sendable {
    /// The port that is listened on, also where 0 was asked for.
    package let localPort: Int
    private let server: any Channel
    private let accepted: AcceptedChannels

    private init(server: any Channel, accepted: AcceptedChannels) {
        self.server = server
        self.accepted = accepted
        localPort = server.localAddress?.port ?? 0
    }

    /// - Parameters:
    ///   - host: a name or an address; `0.0.0.0` and `::` mean all.
    ///   - port: 0 lets the system choose.
    /// - Throws: `listener.port-in-use`, `listener.not-bound`.
    package static func bind(
        host: String, port: Int, tls: ListenerTLS, limits: ListenerLimits = .standard, group: any EventLoopGroup, logger: Logger
    ) async throws -> Listener {
        let accepted = AcceptedChannels(limits: limits, logger: logger)
        var bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.backlog, value: limits.backlog)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(AcceptPause()) }
            }
            .childChannelOption(.recvAllocator, value: StreamSocketOptions.readBuffer)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try accept(channel, tls: tls, accepted: accepted, logger: logger) }
            }
        for (option, value) in StreamSocketOptions.all { bootstrap = bootstrap.childChannelOption(option, value: value) }
        do {
            return Listener(server: try await bootstrap.bind(host: host, port: port).get(), accepted: accepted)
        } catch {
            let inUse = (error as? IOError)?.errnoCode == EADDRINUSE
            throw Failure(
                inUse ? .listenerPortInUse : .listenerNotBound,
                ["host": host, "port": String(port), "reason": "\(error)"], cause: error)
        }
    }

    /// One reader.
    package var connections: PeerConnections { PeerConnections(stream: accepted.connections) }

    /// Closes the port; connections that are there live on, those in the handshake are still handed out.
    package func stopAccepting() {
        server.close(promise: nil)
    }

    /// Closes the port and everything that came through it. Returns when all of it is closed.
    package func close() async {
        server.close(promise: nil)
        try? await server.closeFuture.get()
        await accepted.closeAll()
        accepted.finish()
    }

    private static func accept(_ channel: any Channel, tls: ListenerTLS, accepted: AcceptedChannels, logger: Logger) throws {
        let source = HandshakeAdmission.Source(channel.remoteAddress)
        let address = channel.remoteAddress?.description ?? ""
        do {
            try accepted.enter(channel, from: source)
        } catch let failure as Failure {
            accepted.refused(failure, from: address)
            throw failure
        }
        let gate = HandshakeGate { [weak channel] result in
            accepted.leave(source)
            do {
                guard let channel else { return }
                let peer = try result.get()
                let connection = try PeerConnection.install(
                    on: channel, dialler: false, peer: Peer(peer), limits: peer.applicationProtocol.connectionLimits,
                    logger: logger)
                accepted.handOut(connection)
            } catch {
                accepted.refused(error as? Failure ?? Failure(.connectionLost, cause: error), from: address)
                throw error
            }
        }
        do {
            try channel.pipeline.syncOperations.addHandlers([TLSHandler(tls.context()), gate])
        } catch {
            accepted.leave(source)
            throw error
        }
    }
}
