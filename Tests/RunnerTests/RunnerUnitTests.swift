import BootedMachines
import Foundation
import Glibc
import Primitives
import Testing

@testable import Runner

/// Examples/systemd/hamyar-runner.service, started by a real systemd.
@Suite(.enabled(if: BootedMachine.isPossible, "\(BootedMachine.needs)")) struct RunnerUnitTests {
    /// Starts one whom neither session nor parents nor environment betray.
    private static func escape(_ mark: String) -> String {
        let seen =
            "perl -e 'for (glob(qq(/proc/[0-9]*/cmdline))) { open(F, $_) or next; exit 0 if <F> =~ m(^/bin/sleep\\0\(mark)) } exit 1'"
        return "(setsid env -i /bin/sleep \(mark) &); n=0; until \(seen) || [ $n = 500 ]; do n=$((n+1)); sleep 0.02; done"
    }

    private func mark() -> String { "79\(UInt32.random(in: 0 ... .max))" }

    @Test func `H82 a command has a control group of its own beneath the unit's, and whatever leaves it ends with it`()
        async throws
    {
        let runner = try await UnitRunner()
        let here = "g=/sys/fs/cgroup$(sed -n 's/^0:://p' /proc/self/cgroup); echo $g"
        let mark = mark()
        let inside = "for p in $(cat $g/cgroup.procs); do tr '\\0' ' ' </proc/$p/cmdline; echo; done"
        let done = try await runner.run("\(here); id -u; \(Self.escape(mark)); \(inside); exit 3")
        let lines = done.text.split(separator: "\n").map(String.init)
        let group = try #require(lines.first, "\(done)")
        #expect(group.hasPrefix("/sys/fs/cgroup\(UnitRunner.group)/run-") && lines.dropFirst().first == "64300")
        #expect(
            lines.contains { $0.hasPrefix("/bin/sleep \(mark)") } && done.end?.exit == 3,
            "\(done) \(String(decoding: done.errors, as: UTF8.self))")
        #expect(runner.left(mark) == [] && runner.groups == ["hamyar-main"])

        // Ended at its time.
        let late = try await runner.run("trap '' TERM; \(Self.escape(mark)); /bin/sleep \(mark)", seconds: 0.5)
        #expect(late.end?.reason == .timedOut && runner.left(mark) == [] && runner.groups == ["hamyar-main"])
        // With groups below its own, in one that it made beside it, in one that looks like the runner's, and in the runner's own.
        for place in ["$g/a/b/c", "${g%/*}/mine/deep", "${g%/*}/run-0-0", "${g%/*}/hamyar-main"] {
            let script = "\(here); mkdir -p \(place); echo $$ >\(place)/cgroup.procs && echo moved; \(Self.escape(mark)); exit 4"
            let done = try await runner.run(script)
            #expect(done.text.hasSuffix("moved\n") && done.end?.exit == 4, "\(place) \(done)")
            #expect(runner.left(mark) == [] && runner.groups == ["hamyar-main"], "\(place)")
        }
    }

    @Test func `the agent's user is heard, and what a command may not holds inside it by the unit alone`() async throws {
        let runner = try await UnitRunner([
            "var/lib/hamyar-agent/agent.key": "key\n", "var/lib/hamyar-installer/journal": "journal\n",
            "home/person/letter": "letter\n", "etc/open/file": "",
        ])
        // Their modes keep nobody out: what does is the unit.
        for path in ["/var/lib/hamyar-agent", "/var/lib/hamyar-installer", "/etc/open"] {
            chmod(runner.machine.root + path, 0o777)
        }
        #expect(FileManager.default.createFile(atPath: runner.machine.root + "/tmp/beside", contents: nil))
        let script = """
            may() { name=$1; shift; if "$@" >/dev/null 2>&1; then echo "$name may"; else echo "$name not"; fi; }
            own=$(mktemp)
            may agent ls /var/lib/hamyar-agent; may key cat /var/lib/hamyar-agent/agent.key
            may installer ls /var/lib/hamyar-installer; may home cat /home/person/letter; may etc touch /etc/open/made
            may beside ls /tmp/beside; cp /bin/true $own; may gain chmod u+s $own
            may packet perl -e 'socket(my $s, 17, 3, 0); exit($! == 97)'
            may space unshare --user true
            may temporary touch $own; may run true
            """
        let inside = try await runner.run(
            "\(script)\ngrep -E '^(NoNewPrivs|CapBnd|CapEff|Seccomp):' /proc/self/status | tr -d '\\t'")
        let outside = try await runner.machine.run(UnitRunner.becoming("hamyar-command") + ["sh", "-c", script])
        let names = ["agent", "key", "installer", "home", "etc", "beside", "gain", "packet", "space"]
        for name in names { #expect(inside.text.contains("\(name) not\n"), "\(inside)") }
        for name in names.dropLast() { #expect(outside.text.contains("\(name) may\n"), "\(outside)") }
        for name in ["temporary", "run"] { #expect(inside.text.contains("\(name) may\n"), "\(inside)") }
        for line in ["NoNewPrivs:1", "CapBnd:0000000000000000", "CapEff:0000000000000000", "Seccomp:2"] {
            #expect(inside.text.contains(line + "\n"), "\(inside.text)")
        }
        // Neither the runner's memory nor what it was started with; and a command asks for no other.
        let other = try await runner.run("cat /proc/$PPID/environ; head -c 1 /proc/$PPID/mem; tr '\\0' ' ' </proc/$PPID/cmdline")
        #expect(other.text == "/usr/local/bin/hamyar-runner serve --agent-user hamyar-agent ", "\(other)")
        let refused = try await runner.run("echo heard", as: "hamyar-command")
        #expect(refused.failure?.code == .commandRefused && refused.text.isEmpty)
    }

    @Test func `killed it is back, and stopped it is gone in good order; its commands end with it`() async throws {
        let runner = try await UnitRunner()
        let mark = mark()
        func lose(_ words: [String]) async throws {
            async let lost = runner.run("\(Self.escape(mark)); /bin/sleep \(mark)", seconds: 120)
            try await BootedMachine.until("two processes") { runner.left(mark).count == 2 }
            let asked = try await runner.machine.run(words)
            #expect(asked.status == 0, "\(asked.text)")
            let result = try await lost
            #expect(result.end == nil && result.failure == nil, "\(result)")
            try await BootedMachine.until("its commands' end") { runner.left(mark) == [] }
        }
        func property(_ name: String) async throws -> String { try await runner.machine.property(name, of: UnitRunner.unit) }
        func isBack() async throws -> Bool { try await runner.run("echo back").text == "back\n" }
        let before = try await property("MainPID")
        try await lose(["kill", "-9", before])
        try await BootedMachine.until("the runner again") { try await isBack() }
        #expect(try await property("MainPID") != before)
        #expect(try await property("NRestarts") == "1" && runner.groups == ["hamyar-main"])
        // By a command, too, whose user is the runner's.
        _ = try await runner.run("kill -9 $PPID; sleep 1")
        try await BootedMachine.until("the runner again") { try await isBack() }
        try await lose(["systemctl", "stop", UnitRunner.unit])
        for (name, value) in [("ActiveState", "inactive"), ("Result", "success"), ("ExecMainCode", "1"), ("ExecMainStatus", "0")]
        {
            #expect(try await property(name) == value, "\(name)")
        }
    }

    @Test(.enabled(if: UnitRunner.hasControllers, "the kernel gives groups of version 2 no memory and pids here"))
    func `a command's memory and processes are bounded by its group`() async throws {
        let runner = try await UnitRunner()
        let done = try await runner.run(
            "g=/sys/fs/cgroup$(sed -n 's/^0:://p' /proc/self/cgroup); cat $g/memory.max $g/pids.max; exec tail /dev/zero")
        #expect(done.text == "\(RunnerLimits.memory)\n\(RunnerLimits.processes)\n" && done.end?.signal == SIGKILL, "\(done)")
        #expect(try await runner.run("echo on").text == "on\n")
    }
}
