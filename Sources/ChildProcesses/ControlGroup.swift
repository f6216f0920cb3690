import Foundation
import Glibc

/// A control group (version 2) of one run: its processes are found and ended whatever they do, and share its limits.
package struct ControlGroup: Hashable, Sendable {
    /// Of its directory.
    package let path: String

    /// So long it is waited for that the kernel lets go of a group whose processes were killed.
    package static let patience = 100
    private static let pause: UInt32 = 10_000
    /// Groups that are taken away before it is looked again.
    private static let atOnce = 10_000

    /// Opened for writing, or -1 with errno set.
    func openProcesses() -> Int32 { open(path + "/cgroup.procs", O_WRONLY | O_CLOEXEC) }

    package var processes: [Int32] {
        KernelFile.text(path + "/cgroup.procs").split(separator: "\n").compactMap { Int32($0) }
    }

    /// Ends all that is in it, and in groups that were made below it.
    package func kill() {
        guard !ControlGroupTree.write("1", to: path + "/cgroup.kill") else { return }
        // Before Linux 5.14.
        Descendants.killAll { entries in
            let inside = Set(([self] + below).flatMap(\.processes))
            return entries.filter { inside.contains($0.id) }
        }
    }

    /// Takes the group away, with those below it; it must be empty. False where the kernel holds on to it.
    ///
    /// - Parameter rounds: hundredths of a second that it is waited for.
    @discardableResult
    package func remove(within rounds: Int = patience) -> Bool {
        defer { LiveGroups.end(self) }
        for _ in 0..<rounds {
            for group in below.reversed() { group.removeOnce() }
            if removeOnce() { return true }
            usleep(Self.pause)
        }
        return false
    }

    /// The groups below it, each before those that are in it: who runs in a group may make more.
    private var below: [ControlGroup] {
        var found = inside
        var next = 0
        while next < found.count, found.count < Self.atOnce {
            found += found[next].inside
            next += 1
        }
        return found
    }

    var name: String { URL(filePath: path).lastPathComponent }

    /// The groups directly below it.
    var inside: [ControlGroup] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).map { ControlGroup(path: path + "/" + $0) }
            .filter { group in
                var status = stat()
                return lstat(group.path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
            }
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
