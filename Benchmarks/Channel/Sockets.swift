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
    private static let one = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    /// Where a side's tasks run: on the loop of its connection, or, where the environment says so, on the pool, as the
    /// programs' tasks do.
    static var tasks: (any TaskExecutor)? {
        getenv("HAMYAR_BENCH_POOL") == nil ? LoopExecutor(one.next()) : nil
    }

    /// On one event loop unless another group is given. Says on which port it listens.
    static func listen(_ credentials: Credentials, on group: MultiThreadedEventLoopGroup = one) async throws -> Listener {
        let verifier = try credentials.verifier([.technician, .machine])
        let tls = try ListenerTLS(identity: credentials.identity(.relay), verifier: verifier)
        let listener = try await Listener.bind(host: address, port: 0, tls: tls, group: group, logger: logger)
        StandardOutput.write("listening on \(listener.localPort)")
        return listener
    }

    static func dial(_ credentials: Credentials, as role: PeerRole, port: Int) async throws -> PeerConnection {
        guard let endpoint = Endpoint(host: address, port: port) else { throw BenchmarkError("no such port: \(port)") }
        return try await Dialer(
            relay: endpoint, identity: credentials.identity(role), verifier: credentials.verifier([.relay]),
            group: one, logger: logger
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
