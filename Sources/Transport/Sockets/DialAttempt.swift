import Glibc
import Logging
import NIOCore
import NIOPosix
import Primitives
import Synchronization
import TLS

/// From a name to an installed connection.
struct DialAttempt: Sendable {
    let relay: Endpoint
    let proxy: ProxySetting?
    let context: TLSContext
    let logger: Logger
    let reached: @Sendable (Duration) -> Void

    /// - Throws: what `Dialer.connect` says, but for the wait for SETTINGS.
    func run(on group: any EventLoopGroup) async throws -> PeerConnection {
        let target = proxy?.endpoint ?? relay
        // Several addresses are tried at once, each on a channel; the first that connects is the one.
        let outcomes = Mutex<[ObjectIdentifier: EventLoopFuture<PeerConnection>]>([:])
        let channel: any Channel
        let began = ContinuousClock.now
        do {
            channel = try await bootstrap(group) { channel in
                let outcome = try prepare(channel)
                outcomes.withLock { $0[ObjectIdentifier(channel)] = outcome }
            }.connect(host: target.host, port: target.port).get()
        } catch {
            throw Self.failure(error, target)
        }
        reached(ContinuousClock.now - began)
        guard let outcome = outcomes.withLock({ $0[ObjectIdentifier(channel)] }) else {
            throw Failure(.networkUnreachable, ["host": target.host, "port": String(target.port)])
        }
        return try await withTaskCancellationHandler {
            try await outcome.get()
        } onCancel: {
            channel.close(promise: nil)
        }
    }

    private func bootstrap(_ group: any EventLoopGroup, _ prepare: @escaping @Sendable (any Channel) throws -> Void)
        -> ClientBootstrap
    {
        var bootstrap = ClientBootstrap(group: group)
            .connectTimeout(Dialer.connectTimeout)
            .channelOption(.recvAllocator, value: StreamSocketOptions.readBuffer)
            .channelInitializer { channel in channel.eventLoop.makeCompletedFuture { try prepare(channel) } }
        for (option, value) in StreamSocketOptions.all { bootstrap = bootstrap.channelOption(option, value: value) }
        return bootstrap
    }

    private func prepare(_ channel: any Channel) throws -> EventLoopFuture<PeerConnection> {
        let promise = channel.eventLoop.makePromise(of: PeerConnection.self)
        let gate = HandshakeGate { [weak channel] result in
            do {
                let peer = try result.get()
                guard let channel else { throw Failure(.connectionLost) }
                let connection = try PeerConnection.install(
                    on: channel, dialler: true, peer: Peer(peer), limits: peer.applicationProtocol.connectionLimits,
                    logger: logger)
                promise.succeed(connection)
            } catch {
                promise.fail(error)
                throw error
            }
        }
        do {
            guard let proxy else {
                try channel.pipeline.syncOperations.addHandlers([TLSHandler(context), gate])
                return promise.futureResult
            }
            let tunnel = ProxyTunnel(proxy: proxy, relay: relay) { tunnel in
                let position = ChannelPipeline.SynchronousOperations.Position.after(tunnel.handler)
                try tunnel.pipeline.syncOperations.addHandler(TLSHandler(context), position: position)
            }
            try channel.pipeline.syncOperations.addHandlers([tunnel, gate])
        } catch {
            promise.fail(error)
            throw error
        }
        return promise.futureResult
    }

    private static func failure(_ error: any Error, _ target: Endpoint) -> any Error {
        let place = ["host": target.host, "port": String(target.port)]
        guard let error = error as? NIOConnectionError else {
            return error is Failure ? error : Failure(.networkUnreachable, place, cause: error)
        }
        guard let first = error.connectionErrors.first?.error else {
            return Failure(.networkUnknownHost, place, cause: error)
        }
        if case ChannelError.connectTimeout = first { return Failure(.networkTimeout, place, cause: error) }
        let reason = (first as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(first)"
        return Failure(.networkUnreachable, place.merging(["reason": reason]) { $1 }, cause: error)
    }
}
