package import Primitives
import Synchronization
import Transport

/// Whether the relay can be reached, for `status`, and the connection, for what people here ask of it.
package final class LinkState: Sendable {
    package struct Value: Sendable {
        package var connectedSince: Timestamp?
        package var lastError: Failure?
    }

    private struct State {
        var value = Value()
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

    func connected(at time: Timestamp, over connection: PeerConnection) {
        state.withLock { $0 = State(value: Value(connectedSince: time, lastError: nil), connection: connection) }
    }

    func disconnected(_ error: (any Error)?) {
        state.withLock { state in
            state.value.connectedSince = nil
            state.connection = nil
            if let error { state.value.lastError = error as? Failure ?? Failure(.connectionLost, cause: error) }
        }
    }
}
