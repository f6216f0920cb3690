import Primitives
import Synchronization

/// Sessions whose prompt a person should be told of, in the order of the offers; drained by the notifier.
final class PromptQueue: Sendable {
    private let waiting = Mutex<[SessionID]>([])

    /// One that waits already is told of once.
    func add(_ session: SessionID) {
        waiting.withLock { waiting in
            if !waiting.contains(session) { waiting.append(session) }
        }
    }

    func takeFirst() -> SessionID? {
        waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }
}
