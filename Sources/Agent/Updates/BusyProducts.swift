import Synchronization

/// Products whose update is looked for or runs: one at a time for each.
final class BusyProducts: Sendable {
    private let names = Mutex<Set<String>>([])

    /// Whether it is the caller's turn.
    func begin(_ name: String) -> Bool { names.withLock { $0.insert(name).inserted } }

    func end(_ name: String) { names.withLock { _ = $0.remove(name) } }
}
