import Foundation
import Glibc

/// A control group (version 2) of one run: its processes are found and ended whatever they do, and share its limits.
package struct ControlGroup: Hashable, Sendable {
    /// Of its directory.
    package let path: String

    /// So long it is waited for that the kernel lets go of a group whose processes were killed.
    private static let patience = 100
    private static let pause: UInt32 = 10_000

    /// Opened for writing, or -1 with errno set.
    func openProcesses() -> Int32 { open(path + "/cgroup.procs", O_WRONLY | O_CLOEXEC) }

    package var processes: [Int32] {
        (try? String(contentsOfFile: path + "/cgroup.procs", encoding: .utf8))?.split(separator: "\n").compactMap { Int32($0) }
            ?? []
    }

    /// Ends all that is in it, and in groups that were made below it.
    package func kill() {
        guard !ControlGroupTree.write("1", to: path + "/cgroup.kill") else { return }
        // Before Linux 5.14.
        Descendants.killAll { entries in
            let inside = Set(processes)
            return entries.filter { inside.contains($0.id) }
        }
    }

    /// Takes the group away, with those below it; it must be empty. False where the kernel holds on to it.
    @discardableResult
    package func remove() -> Bool {
        for _ in 0..<Self.patience {
            for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
                var status = stat()
                let below = path + "/" + name
                if lstat(below, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { ControlGroup(path: below).removeOnce() }
            }
            if removeOnce() { return true }
            usleep(Self.pause)
        }
        return false
    }

    @discardableResult
    private func removeOnce() -> Bool { rmdir(path) == 0 || errno == ENOENT }
}

/// What bounds a group together. nil: nothing.
package struct ControlGroupLimits: Hashable, Sendable {
    /// Bytes of memory; swap beside it is none.
    package var memory: UInt64?
    package var processes: UInt64?
    /// Hundredths of one processor.
    package var processorPercent: UInt64?

    package init(memory: UInt64? = nil, processes: UInt64? = nil, processorPercent: UInt64? = nil) {
        self.memory = memory
        self.processes = processes
        self.processorPercent = processorPercent
    }
}
