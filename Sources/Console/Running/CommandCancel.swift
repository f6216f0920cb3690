import Synchronization

/// Ctrl-C while a command runs: the machine is told once.
package final class CommandCancel: Sendable {
    private struct State {
        var isCancelled = false
        var stop: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    package init() {}

    package var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// False where there is nobody to tell yet, or it was said before: then the program may as well end.
    package func cancel() -> Bool {
        let stop = state.withLock { state in
            defer { state.isCancelled = true }
            return state.isCancelled ? nil : state.stop
        }
        stop?()
        return stop != nil
    }

    func onCancel(_ stop: @escaping @Sendable () -> Void) {
        let isLate = state.withLock { state in
            state.stop = stop
            return state.isCancelled
        }
        if isLate { stop() }
    }
}
