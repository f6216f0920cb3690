import CLinux
import Glibc
import Synchronization

/// The children whose end somebody waits for, so that whoever takes the status of orphans takes none of theirs.
package enum LiveChildren {
    private static let all = Mutex<Set<Int32>>([])

    /// Starts one; it is known before anybody can look. Whoever started it says `end` once its status was taken.
    package static func start(_ body: () -> Int32) -> (child: Int32, number: Int32) {
        all.withLock { children in
            let child = body()
            let number = errno
            if child > 0 { children.insert(child) }
            return (child, number)
        }
    }

    package static func end(_ child: Int32) {
        _ = all.withLock { $0.remove(child) }
    }

    /// Where this process adopts the orphans among its descendants (prctl(2), PR_SET_CHILD_SUBREAPER): takes the status of those that ended.
    ///
    /// - Parameter killing: the others end too, where no program runs that they could belong to.
    package static func reapOrphans(killing: Bool = false) {
        let own = getpid()
        for _ in 0..<rounds {
            let isClear = all.withLock { children in
                var isClear = true
                for entry in ProcessTable.all() where entry.parent == own && !children.contains(entry.id) {
                    if !entry.isZombie {
                        guard killing, children.isEmpty else { continue }
                        kill(entry.id, SIGKILL)
                        isClear = false
                    }
                    waitpid(entry.id, nil, WNOHANG)
                }
                return isClear
            }
            if isClear { return }
            usleep(pause)
        }
    }

    /// So often at most: what a killed orphan leaves becomes an orphan in turn.
    private static let rounds = 64
    private static let pause: UInt32 = 2000
}
