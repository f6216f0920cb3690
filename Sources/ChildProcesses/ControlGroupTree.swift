import Foundation
import Glibc

/// The group of this process, where it was delegated (systemd: `Delegate=yes`): groups may be made below it.
package struct ControlGroupTree: Hashable, Sendable {
    package let path: String

    /// Where this process moves to: controllers work below a group only if no process is in it itself.
    package static let own = "hamyar-main"
    private static let prefix = "run-"
    /// A stray that the kernel holds on to is left to the next sweep.
    private static let strayRounds = 10

    /// A directory of the hierarchy that this process may use. nil where there is none, or it is somebody else's.
    ///
    /// - Parameter path: nil: this process's own group, if the directory belongs to this user and the user is not root. Root may write
    ///   everywhere, which is no delegation: it has to be told.
    package static func delegated(at path: String? = nil) -> ControlGroupTree? {
        guard let path = path ?? ownPath else { return nil }
        let tree = ControlGroupTree(path: path)
        let main = path + "/" + own
        guard mkdir(main, 0o755) == 0 || errno == EEXIST else { return nil }
        // A process that is alone in its group can leave it; where others are, controllers stay off, and groups work all the same.
        if path == ownPathUnchecked { write("0", to: main + "/cgroup.procs") }
        for controller in ["memory", "pids", "cpu"] { write("+" + controller, to: path + "/cgroup.subtree_control") }
        return tree
    }

    /// A new, empty group. nil where the kernel refuses. A limit whose controller is not there is left out: the others, and the limits of
    /// each process, hold.
    package func make(_ name: String, _ limits: ControlGroupLimits) -> ControlGroup? {
        let group = ControlGroup(path: path + "/" + Self.prefix + name)
        LiveGroups.begin(group)
        guard mkdir(group.path, 0o755) == 0 else {
            LiveGroups.end(group)
            return nil
        }
        if let memory = limits.memory {
            Self.write("\(memory)", to: group.path + "/memory.max")
            Self.write("0", to: group.path + "/memory.swap.max")
            // One that outgrows it ends whole.
            Self.write("1", to: group.path + "/memory.oom.group")
        }
        if let processes = limits.processes { Self.write("\(processes)", to: group.path + "/pids.max") }
        if let percent = limits.processorPercent { Self.write("\(percent * 1000) 100000", to: group.path + "/cpu.max") }
        return group
    }

    /// Ends and takes away what a process that is gone left.
    package func sweep() {
        sweep(within: ControlGroup.patience) { $0.name.hasPrefix(Self.prefix) }
        sweepStrays()
    }

    /// Ends and takes away groups that this process did not make: a program of the tree's own user can make one and go there from its own.
    package func sweepStrays() {
        // Root's groups are nobody else's to change, and the tree that it was told may have others.
        guard geteuid() != 0 else { return }
        sweep(within: Self.strayRounds) { $0.name != Self.own && !LiveGroups.has($0) }
    }

    private func sweep(within rounds: Int, _ isChosen: (ControlGroup) -> Bool) {
        for group in ControlGroup(path: path).inside where isChosen(group) {
            group.kill()
            group.remove(within: rounds)
        }
    }

    /// Whether a process is in the group or one below it; nil where that cannot be said.
    package static func group(of process: Int32) -> String? {
        KernelFile.text("/proc/\(process)/cgroup").split(separator: "\n").first { $0.hasPrefix("0::") }.map {
            String($0.dropFirst(3))
        }
    }

    private static var ownPath: String? {
        var status = stat()
        guard geteuid() != 0, let path = ownPathUnchecked, stat(path, &status) == 0, status.st_uid == geteuid() else {
            return nil
        }
        return path
    }

    private static var ownPathUnchecked: String? {
        guard let mount, let group = group(of: getpid()) else { return nil }
        return group == "/" ? mount : mount + group
    }

    /// Where the hierarchy is mounted.
    private static var mount: String? {
        for line in KernelFile.text("/proc/self/mountinfo").split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard let dash = fields.firstIndex(of: "-"), fields.count > dash + 1, fields[dash + 1] == "cgroup2", fields.count > 4
            else { continue }
            return String(fields[4])
        }
        return nil
    }

    @discardableResult
    static func write(_ text: String, to path: String) -> Bool {
        let file = open(path, O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        return Glibc.write(file, text, text.utf8.count) == text.utf8.count
    }
}
