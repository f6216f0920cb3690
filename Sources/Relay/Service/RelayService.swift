import Cryptography
import Entitlement
package import Logging
import Multiplexing
package import NIOCore
package import Primitives
package import RelayStorage
import ServiceLifecycle
import Sessions
import SignedObjects
import Storage
import TLS
import Transport

/// The relay as a service: one process, one port, one database.
package struct RelayService: Service, CustomStringConvertible {
    /// How long connections may take to finish what they do when the relay is told to stop.
    private static let drain = Duration.seconds(5)

    private let context: RelayContext
    private let host: String
    private let port: Int
    private let group: any EventLoopGroup
    private let announce: @Sendable (String, Int) -> Void

    /// Loads keys and database.
    ///
    /// - Parameter announce: told host and port once the relay listens.
    /// - Throws: `relay.not-initialised`, `relay.holds-offline-keys`, `key` and `storage` codes.
    package init(
        home: RelayHome, host: String, port: Int, group: any EventLoopGroup, clock: any WallClock = SystemWallClock(),
        limits: TransferLimits = TransferLimits(), releaseLimits: ReleaseLimits = ReleaseLimits(), logger: Logger,
        announce: @escaping @Sendable (String, Int) -> Void
    ) throws {
        context = try RelayContext(home: home, clock: clock, limits: limits, releaseLimits: releaseLimits, logger: logger)
        self.host = host
        self.port = port
        self.group = group
        self.announce = announce
    }

    /// Service groups log their services: no keys, no database, one word.
    package var description: String { "relay" }

    package func run() async throws {
        try BlobKeeping(context: context).start()
        try ReleaseKeeping(context: context).start()
        let certificate = try context.keys.freshCertificate(at: context.clock.now())
        let (trust, clock) = (context.trust, context.clock)
        let tls = try ListenerTLS(identity: TLSIdentity(certificate: certificate, key: context.keys.key)) { certificate, name in
            guard name.needsClientCertificate else { return nil }
            guard let certificate else { throw Failure(.certificateAbsent) }
            return try trust.current.verifier.verify(certificate, at: clock.now(), roles: [.technician, .machine])
        }
        let listener = try await Listener.bind(host: host, port: port, tls: tls, group: group, logger: context.logger)
        announce(host, listener.localPort)
        let connections = ConnectionService(context: context)
        await withDiscardingTaskGroup { tasks in
            tasks.addTask { await Sweeper(context: context, offers: OfferDelivery(context: context)).run() }
            tasks.addTask { await StoredRunner(context: context, offers: OfferDelivery(context: context)).run() }
            tasks.addTask {
                await withDiscardingTaskGroup { serving in
                    for await connection in listener.connections {
                        serving.addTask { await connections.serve(connection) }
                    }
                }
            }
            try? await gracefulShutdown()
            await drain(listener)
            tasks.cancelAll()
        }
        try context.database.close()
    }

    /// Stops accepting, tells everybody, gives what runs a moment, and closes. Sessions are parked, not lost.
    private func drain(_ listener: Listener) async {
        listener.stopAccepting()
        let everyone = context.presence.everyone()
        for connection in everyone { connection.goAway(code: .cancelled, delay: .seconds(1), address: "") }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await Task.sleep(for: everyone.isEmpty ? .zero : Self.drain) }
            group.addTask { for connection in everyone { _ = await connection.waitUntilClosed() } }
            await group.next()
            group.cancelAll()
        }
        await listener.close()
    }
}
