import Logging
import Multiplexing
import NIOCore
import NIOPosix
import Synchronization

@testable import Transport

/// Two connections over TCP on 127.0.0.1, each on an event loop of its own, without TLS.
struct Loopback {
    let client: PeerConnection
    let server: PeerConnection

    static func connect(
        limits: ConnectionLimits = .local, serverLimits: ConnectionLimits? = nil,
        group: MultiThreadedEventLoopGroup = .singleton
    ) async throws -> Loopback {
        let logger = Logger(label: "loopback") { _ in SwiftLogNoOpLogHandler() }
        let accepted = group.any().makePromise(of: PeerConnection.self)
        let listener = try await ServerBootstrap(group: group)
            .childChannelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 128 * 1024))
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    accepted.succeed(
                        try PeerConnection.install(
                            on: channel, dialler: false, peer: .anonymous, limits: serverLimits ?? limits, logger: logger))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let client = try await ClientBootstrap(group: group)
            .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 128 * 1024))
            .connect(to: listener.localAddress ?? SocketAddress(ipAddress: "127.0.0.1", port: 0)) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try PeerConnection.install(on: channel, dialler: true, peer: .anonymous, limits: limits, logger: logger)
                }
            }
        let server = try await accepted.futureResult.get()
        try await client.settled()
        try await server.settled()
        try await listener.close()
        return Loopback(client: client, server: server)
    }

    /// The next stream that the client opened.
    func accept() async -> PeerStream? {
        for await stream in server.inbound { return stream }
        return nil
    }

    func close() async {
        client.close()
        _ = await server.waitUntilClosed()
    }
}
