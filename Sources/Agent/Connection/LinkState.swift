import Diagnostics
package import Primitives
import Synchronization
import TLS
import Transport

/// Whether the relay can be reached, for `status`, and the connection, for what people here ask of it.
package final class LinkState: Sendable {
    package struct Value: Sendable {
        package var connectedSince: Timestamp?
        package var lastError: Failure?
    }

    /// How the relay was reached, measured once for each connection.
    struct Way: Sendable {
        /// Until the socket was connected, of the relay or of the proxy.
        let connect: Duration
        /// Until the connection was secure.
        let handshake: Duration
        /// There and back of the first call.
        let answer: Duration
        let clock: RelayClock
    }

    private struct State {
        var value = Value()
        var way: Way?
        var connection: PeerConnection?
    }

    private let state = Mutex(State())

    package init() {}

    package var value: Value { state.withLock { $0.value } }

    /// The way to the relay. Throws `agent.relay-away`.
    var connection: PeerConnection {
        get throws {
            guard let connection = state.withLock({ $0.connection }) else { throw Failure(.agentRelayAway) }
            return connection
        }
    }

    /// nil where the relay was not reached yet; of the last connection where it is away.
    var way: Way? { state.withLock { $0.way } }

    /// The way to the relay as a diagnosis tells it. Who opens the connection in between is named only while that is so.
    func facts(of relay: Endpoint, viaProxy: Bool) -> RelayFacts {
        let (value, way) = state.withLock { ($0.value, $0.way) }
        let failure = value.lastError
        return RelayFacts(
            host: relay.host, port: Int64(relay.port), isReachable: value.connectedSince != nil, failure: failure?.code.rawValue,
            viaProxy: viaProxy, connectMillis: way?.connect.wholeMilliseconds, tlsMillis: way?.handshake.wholeMilliseconds,
            latencyMillis: way?.answer.wholeMilliseconds,
            foreignIssuer: failure?.code == .tlsIntercepted ? failure?.parameters["issuer"] : nil)
    }

    func connected(at time: Timestamp, over connection: PeerConnection, by way: Way? = nil) {
        state.withLock { state in
            state = State(
                value: Value(connectedSince: time, lastError: nil), way: way ?? state.way, connection: connection)
        }
    }

    func disconnected(_ error: (any Error)?) {
        state.withLock { state in
            state.value.connectedSince = nil
            state.connection = nil
            if let error { state.value.lastError = error as? Failure ?? Failure(.connectionLost, cause: error) }
        }
    }
}
