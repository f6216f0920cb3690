import Primitives
import Synchronization
import TransferRecords
import Transport

/// Where a command's output goes while it runs: to the technician who listens, if any. One who is slow holds the command up; one who is
/// gone does not.
final class OutputTap: Sendable {
    private struct State {
        var stream: PeerStream?
        var sending: Task<Void, any Error>?
        var isCancelled = false
        var stop: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    /// The newest listener counts.
    func attach(_ stream: PeerStream) {
        state.withLock { $0.stream = stream }
    }

    func detach(_ stream: PeerStream) {
        state.withLock { state in
            guard state.stream === stream else { return }
            state.stream = nil
            state.sending?.cancel()
        }
    }

    var hasListener: Bool { state.withLock { $0.stream != nil } }

    /// Returns when the record is on its way, or nobody wants it.
    func send(_ record: TransferRecord) async {
        let sending: (PeerStream, Task<Void, any Error>)? = state.withLock { state in
            guard let stream = state.stream else { return nil }
            let task = Task { try await stream.send(record) }
            state.sending = task
            return (stream, task)
        }
        guard let (stream, task) = sending else { return }
        if case .failure = await task.result { detach(stream) }
    }

    /// The permission is over: nobody is waited for any more.
    func release() {
        state.withLock { $0.sending?.cancel() }
    }

    /// What ends the command; at once where that was said before.
    func onCancel(_ stop: @escaping @Sendable () -> Void) {
        let isLate = state.withLock { state in
            state.stop = stop
            return state.isCancelled
        }
        if isLate { stop() }
    }

    /// The technician's word.
    func cancel() {
        let stop = state.withLock { state in
            state.isCancelled = true
            return state.stop
        }
        stop?()
    }

    var isCancelled: Bool { state.withLock { $0.isCancelled } }
}
