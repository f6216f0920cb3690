import Primitives
import Synchronization

/// Tells the runner that something may be ready: a session became active, a machine came, an attempt ended. Nothing is lost: what
/// changed is kept until it is taken.
final class StoredChanges: Sendable {
    private struct State {
        /// Where something changed since the last look; each is a machine that was connected or has work here.
        var machines: Set<MachineID> = []
        var waiting: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// Something of this machine's may be ready.
    func changed(_ machine: MachineID) {
        let waiting = state.withLock { state in
            state.machines.insert(machine)
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume()
    }

    /// Where something changed since the last call.
    func take() -> Set<MachineID> {
        state.withLock { state in
            defer { state.machines = [] }
            return state.machines
        }
    }

    /// Returns when something changed since `take`, or after this time. For one waiter.
    func wait(atMost duration: Duration) async {
        let timer = Task {
            try await Task.sleep(for: duration)
            wake()
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isDue = state.withLock { state in
                    guard state.machines.isEmpty, !Task.isCancelled else { return true }
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
