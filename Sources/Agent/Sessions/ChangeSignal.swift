import Synchronization

/// Wakes those who wait for the agent's state to change: watchers, the outbox, the time keeper.
///
/// It carries no content: who is woken looks at the state again, so that any number of changes in between are one.
package final class ChangeSignal: Sendable {
    private struct State {
        var version: UInt64 = 0
        var waiting: [UInt64: CheckedContinuation<Void, Never>] = [:]
        var nextWaiter: UInt64 = 0
    }

    private let state = Mutex(State())

    package init() {}

    /// Counts the changes; remember it before looking at the state.
    package var version: UInt64 { state.withLock { $0.version } }

    package func raise() {
        let waiting = state.withLock { state in
            state.version &+= 1
            defer { state.waiting.removeAll() }
            return Array(state.waiting.values)
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Returns when the version is another one than `seen`, or the task is cancelled.
    package func wait(after seen: UInt64) async {
        let id = state.withLock { state in
            state.nextWaiter &+= 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let ready = state.withLock { state in
                    guard state.version == seen, !Task.isCancelled else { return true }
                    state.waiting[id] = continuation
                    return false
                }
                if ready { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: id) }?.resume()
        }
    }

    /// The same with an end: returns after `limit` at the latest.
    package func wait(after seen: UInt64, atMost limit: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.wait(after: seen) }
            group.addTask { try? await Task.sleep(for: limit) }
            await group.next()
            group.cancelAll()
        }
    }
}
