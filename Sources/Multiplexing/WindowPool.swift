import Synchronization

/// The bytes by which all windows of the process together may grow beyond their start: what stalled readers could make
/// it hold, at worst, on top of the initial windows.
package final class WindowPool: Sendable {
    /// 256 MiB: four streams at the largest window.
    package static let defaultCapacity = 256 * 1024 * 1024
    /// The pool that every connection uses unless it is given another.
    package static let shared = WindowPool(capacity: defaultCapacity)

    private let free: Mutex<Int>

    package init(capacity: Int) {
        free = Mutex(capacity)
    }

    package var available: Int { free.withLock { $0 } }

    func take(_ bytes: Int) -> Bool {
        free.withLock { free in
            guard bytes >= 0, bytes <= free else { return false }
            free -= bytes
            return true
        }
    }

    func give(_ bytes: Int) {
        free.withLock { $0 += bytes }
    }
}

/// What one connection holds of a pool; what is left of it returns when the connection is freed.
final class WindowLease: Sendable {
    private let pool: WindowPool
    private let held = Mutex(0)

    init(pool: WindowPool) {
        self.pool = pool
    }

    deinit {
        pool.give(held.withLock { $0 })
    }

    func take(_ bytes: Int) -> Bool {
        guard pool.take(bytes) else { return false }
        held.withLock { $0 += bytes }
        return true
    }

    func give(_ bytes: Int) {
        guard bytes > 0 else { return }
        held.withLock { $0 -= bytes }
        pool.give(bytes)
    }
}
