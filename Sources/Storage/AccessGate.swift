import Primitives
import Synchronization

/// Who is inside the database: closing waits for them, for the driver does not survive a connection that is closed under an access.
final class AccessGate: Sendable {
    private struct State {
        var inside = 0
        /// What is to be done once nobody is inside; set by closing.
        var closing: (@Sendable () throws -> Void)?
        var isClosed = false
    }

    private let state = Mutex(State())

    /// Begins an access, which ends with `leave`. Throws `storage.failed` once the database is closed.
    func enter() throws {
        try state.withLock { state in
            guard !state.isClosed else { throw Failure(.storageFailed, ["detail": "the database is closed"]) }
            state.inside += 1
        }
    }

    func leave() {
        let closing = state.withLock { state in
            state.inside -= 1
            return state.inside == 0 ? state.closing.take() : nil
        }
        // Nobody is there any more to be told of a failure; the process keeps the descriptor.
        try? closing?()
    }

    /// Lets nobody in any more. The body runs now where nobody is inside, else as the last one leaves; once.
    func close(_ body: @escaping @Sendable () throws -> Void) throws {
        let isEmpty = state.withLock { state in
            guard !state.isClosed else { return false }
            state.isClosed = true
            if state.inside > 0 { state.closing = body }
            return state.inside == 0
        }
        if isEmpty { try body() }
    }
}
