import Primitives
import Synchronization

/// Wakes those who follow a session. A wake-up carries nothing: the follower reads the state from the database, so a
/// missed one is made good by the next.
final class SessionChanges: Sendable {
    private typealias Continuation = AsyncStream<Void>.Continuation

    private struct State {
        var next = 0
        var followers: [SessionID: [Int: Continuation]] = [:]
    }

    private let state = Mutex(State())

    func changed(_ session: SessionID) {
        let continuations = state.withLock { $0.followers[session].map { Array($0.values) } ?? [] }
        for continuation in continuations { continuation.yield() }
    }

    /// One element at once, then one for each change or several of them.
    func follow(_ session: SessionID) -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let number = state.withLock { state in
                state.next += 1
                state.followers[session, default: [:]][state.next] = continuation
                return state.next
            }
            continuation.onTermination = { [weak self] _ in self?.forget(session, number) }
            continuation.yield()
        }
    }

    private func forget(_ session: SessionID, _ number: Int) {
        state.withLock { state in
            state.followers[session]?[number] = nil
            if state.followers[session]?.isEmpty == true { state.followers[session] = nil }
        }
    }
}
