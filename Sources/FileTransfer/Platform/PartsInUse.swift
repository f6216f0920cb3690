import Synchronization

/// The small parts that this process is writing: they are not kept open, so that no lock says it.
final class PartsInUse: Sendable {
    struct Key: Hashable, Sendable {
        let directory: FileStatus.Identity
        let name: String
    }

    static let shared = PartsInUse()

    private let keys = Mutex<Set<Key>>([])

    /// Returns false where another transfer of this process has it.
    func take(_ key: Key) -> Bool {
        keys.withLock { $0.insert(key).inserted }
    }

    func release(_ key: Key) {
        _ = keys.withLock { $0.remove(key) }
    }
}
