import Primitives
import Synchronization

/// A closure that waits for its turn in a batch, and the task that waits for its outcome.
protocol PendingWrite: AnyObject, Sendable {
    /// Whether its task was cancelled before its turn.
    var isCancelled: Bool { get }

    /// Runs the closure and keeps what it returns until the batch is durable.
    func run(_ transaction: Transaction) throws

    /// Ends the waiting: with the kept value, or with the error. Once.
    func finish(_ error: (any Error)?)
}

/// One call of `Database.write`.
final class WriteCall<Value: Sendable>: PendingWrite {
    private struct State {
        var isCancelled = false
        var value: Value?
        var continuation: CheckedContinuation<Value, any Error>?
    }

    private let body: @Sendable (Transaction) throws -> Value
    private let state = Mutex(State())

    init(_ body: @escaping @Sendable (Transaction) throws -> Value) {
        self.body = body
    }

    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    func wait(_ continuation: CheckedContinuation<Value, any Error>) {
        state.withLock { $0.continuation = continuation }
    }

    func cancel() {
        state.withLock { $0.isCancelled = true }
    }

    func run(_ transaction: Transaction) throws {
        let value = try translatingErrors { try body(transaction) }
        state.withLock { $0.value = value }
    }

    func finish(_ error: (any Error)?) {
        let (continuation, value) = state.withLock { state in
            defer { state.continuation = nil }
            return (state.continuation, state.value)
        }
        if let error {
            continuation?.resume(throwing: error)
        } else if let value {
            continuation?.resume(returning: value)
        } else {
            continuation?.resume(throwing: Failure(.storageFailed, ["detail": "a write ended without an outcome"]))
        }
    }
}
