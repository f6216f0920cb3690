import Primitives
import Synchronization

/// Sessions whose prompt a person should be told of; drained by the notifier.
final class PromptQueue: Sendable {
    private let waiting = Mutex<[SessionID]>([])

    func add(_ session: SessionID) {
        waiting.withLock { $0.append(session) }
    }

    func takeAll() -> [SessionID] {
        waiting.withLock { waiting in
            defer { waiting.removeAll() }
            return waiting
        }
    }
}
