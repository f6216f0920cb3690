import ChildProcesses
import Foundation
import Glibc
import Testing
import Turns

/// Real groups of version 2.
@Suite(.keepsThread, .enabled(if: HierarchyPlace.path != nil)) struct ControlGroupTests {
    @Test func `what a program starts stays in its group and goes with it, whatever it does`() throws {
        let place = try #require(HierarchyPlace.path)
        #expect(mkdir(place, 0o755) == 0)
        defer { rmdir(place) }
        let tree = try #require(ControlGroupTree.delegated(at: place))
        defer { rmdir(place + "/hamyar-main") }
        let group = try #require(tree.make("a", ControlGroupLimits(memory: 64 << 20, processes: 50, processorPercent: 50)))
        // Neither its session, nor its parents, nor its environment lead to it.
        var call = ProgramCall(["/bin/sh", "-c", "(setsid env -i /bin/sleep 1000 &) ; sleep 0.3; exit 0"])
        call.group = group
        call.leavesProcesses = true
        #expect(try Program.collect(call).end == .exited(0))
        #expect(group.processes.count == 1)
        call.leavesProcesses = false
        #expect(try Program.collect(call).end == .exited(0))
        // What was killed is gone when the kernel comes to it.
        let latest = ContinuousClock.now + .seconds(10)
        while !group.processes.isEmpty, ContinuousClock.now < latest { usleep(1000) }
        #expect(group.processes.isEmpty)
        #expect(group.remove())
        // What a process that is gone left.
        let other = try #require(tree.make("b", ControlGroupLimits()))
        call.group = other
        call.leavesProcesses = true
        _ = try Program.collect(call)
        let end = ContinuousClock.now + .seconds(30)
        repeat { tree.sweep() } while FileManager.default.fileExists(atPath: other.path) && ContinuousClock.now < end
        #expect(!FileManager.default.fileExists(atPath: other.path))
    }
}

/// A name below a mounted hierarchy of version 2 where a group can be made; nil where none can.
enum HierarchyPlace {
    static let path: String? = {
        guard geteuid() == 0,
            let mount = ["/sys/fs/cgroup", "/sys/fs/cgroup/unified"].first(where: { access($0 + "/cgroup.procs", W_OK) == 0 })
        else { return nil }
        let path = mount + "/hamyar-test-\(getpid())"
        guard mkdir(path, 0o755) == 0 else { return nil }
        rmdir(path)
        return path
    }()
}
