import Synchronization

/// Tells the runner that something may be ready: a session became active, a machine came, an attempt ended. Nothing is lost: who
/// waits says what it has seen.
final class StoredChanges: Sendable {
    private struct State {
        var version = 0
        var waiting: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    var version: Int { state.withLock { $0.version } }

    func changed() {
        let waiting = state.withLock { state in
            state.version += 1
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume()
    }

    /// Returns when something changed since `version`, or after this time. For one waiter.
    func wait(after version: Int, atMost duration: Duration) async {
        let timer = Task {
            try await Task.sleep(for: duration)
            wake()
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isDue = state.withLock { state in
                    guard state.version == version, !Task.isCancelled else { return true }
                    state.waiting = continuation
                    return false
                }
                if isDue { continuation.resume() }
            }
        } onCancel: {
            wake()
        }
        timer.cancel()
    }

    private func wake() {
        let waiting = state.withLock { state in
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume()
    }
}
