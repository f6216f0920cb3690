package import Primitives
import Synchronization
import Transport

/// Whether the relay can be reached, for `status`.
package final class LinkState: Sendable {
    package struct Value: Sendable {
        package var connectedSince: Timestamp?
        package var lastError: Failure?
    }

    private let state = Mutex(Value())

    package init() {}

    package var value: Value { state.withLock { $0 } }

    func connected(at time: Timestamp) {
        state.withLock { $0 = Value(connectedSince: time, lastError: nil) }
    }

    func disconnected(_ error: (any Error)?) {
        state.withLock { state in
            state.connectedSince = nil
            if let error { state.lastError = error as? Failure ?? Failure(.connectionLost, cause: error) }
        }
    }
}
