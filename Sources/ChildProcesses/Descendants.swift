import Glibc

/// Ends what a program left behind.
package enum Descendants {
    /// So often at most, for those that start others meanwhile.
    private static let rounds = 64
    /// Looks in a row that find nobody: one in the middle of execve has no environment for a moment.
    private static let quietRounds = 2
    /// Microseconds between two looks.
    private static let pause: UInt32 = 2000

    /// Its session, what descends from it, and whatever left that but has the mark in its environment.
    static func kill(of child: Int32, mark: ProgramMark) {
        killAll { entries in
            let descendants = lineage(of: child, in: entries)
            return entries.filter { entry in
                entry.session == child || descendants.contains(entry.id)
                    || ProcessTable.environment(of: entry.id, has: mark.variable)
            }
        }
    }

    /// Whatever has the variable (`NAME=value`) in its environment: what runs of a process that is gone left.
    package static func kill(having variable: String) {
        killAll { $0.filter { ProcessTable.environment(of: $0.id, has: variable) } }
    }

    /// - Parameter choose: those that must end; this process, the first one and those that ended are never asked about.
    package static func killAll(_ choose: ([ProcessTable.Entry]) -> [ProcessTable.Entry]) {
        let own = getpid()
        var quiet = 0
        for _ in 0..<rounds where quiet < quietRounds {
            let found = choose(ProcessTable.all().filter { $0.id > 1 && $0.id != own && !$0.isZombie })
            quiet = found.isEmpty ? quiet + 1 : 0
            // All stand still before the first one goes: one that starts others for ever cannot outrun that.
            for entry in found { Glibc.kill(entry.id, SIGSTOP) }
            for entry in found { Glibc.kill(entry.id, SIGKILL) }
            if quiet < quietRounds { usleep(pause) }
        }
    }

    /// All below a process, by parents.
    package static func lineage(of root: Int32, in entries: [ProcessTable.Entry]) -> Set<Int32> {
        var children: [Int32: [Int32]] = [:]
        for entry in entries { children[entry.parent, default: []].append(entry.id) }
        var found: Set<Int32> = []
        var waiting = [root]
        while let next = waiting.popLast() {
            for child in children[next] ?? [] where found.insert(child).inserted { waiting.append(child) }
        }
        return found
    }
}
