import CLinux
import ChildProcesses
import Glibc

/// Whether a process descends from this one.
///
/// `adoptOrphans` makes the kernel hand every orphan among the descendants to this process, so that none leaves the line
/// by a double fork (prctl(2), PR_SET_CHILD_SUBREAPER).
enum ProcessAncestry {
    /// Longest line of parents that is followed; a longer one is taken for a descendant.
    private static let depthLimit = 4096

    static func adoptOrphans() {
        _ = hamyar_adopt_orphans()
    }

    /// Also where that cannot be said: a process that connected, handed its socket on and is gone, or one of another
    /// namespace, might be a hook's child.
    static func descendsFromThisProcess(_ pid: Int32) -> Bool { descends(pid, from: getpid()) }

    /// The same of another process.
    static func descends(_ pid: Int32, from own: Int32) -> Bool {
        var current = pid
        guard pid > 0 else { return true }
        for _ in 0..<depthLimit {
            // A person's command is no child: this process itself can be the peer only in tests.
            guard let parent = ProcessTable.entry(current)?.parent else {
                // /proc may be mounted so that it hides the processes of others; those live.
                return kill(current, 0) != 0 && errno == ESRCH
            }
            if parent == own { return true }
            guard parent > 1 else { return false }
            current = parent
        }
        return true
    }
}
