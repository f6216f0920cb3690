import Cryptography
import Glibc
import Logging
import NIOCore
import NIOPosix
import Transport

/// Loopback connections of the product's own listener and dialler.
enum Sockets {
    private static let logger = Logger(label: "hamyar-bench") { _ in SwiftLogNoOpLogHandler() }
    private static let address = "127.0.0.1"

    /// On one event loop unless more are asked for: one thread per side, as the peer has. Says on which port it listens.
    static func listen(_ credentials: Credentials, loops: Int = 1) async throws -> Listener {
        let verifier = try credentials.verifier([.technician, .machine])
        let tls = try ListenerTLS(identity: credentials.identity(.relay), verifier: verifier)
        let listener = try await Listener.bind(
            host: address, port: 0, tls: tls, group: MultiThreadedEventLoopGroup(numberOfThreads: loops), logger: logger)
        print("listening on \(listener.localPort)")
        fflush(nil)
        return listener
    }

    static func dial(_ credentials: Credentials, as role: PeerRole, port: Int) async throws -> PeerConnection {
        guard let endpoint = Endpoint(host: address, port: port) else { throw BenchmarkError("no such port: \(port)") }
        return try await Dialer(
            relay: endpoint, identity: credentials.identity(role), verifier: credentials.verifier([.relay]),
            group: MultiThreadedEventLoopGroup(numberOfThreads: 1), logger: logger
        ).connect()
    }

    /// Whoever started this process has gone, or wants it to end.
    static func standardInputEnds() async {
        await withCheckedContinuation { continuation in
            NIOThreadPool.singleton.submit { _ in
                while getchar() != EOF {}
                continuation.resume()
            }
        }
    }
}
