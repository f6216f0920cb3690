import CLinux
import Foundation
import Glibc
import Testing
import Turns

@testable import ChildProcesses

/// Real programs, ended in every way.
@Suite(.keepsThread) struct ProgramTests {
    /// nobody's: an account without any right.
    static let user: UInt32 = 65_534

    private func shell(_ script: String, seconds: Double = 20, account: ProgramAccount? = nil) -> ProgramCall {
        var call = ProgramCall(["/bin/sh", "-c", script], account: account)
        call.limits.time = .seconds(seconds)
        return call
    }

    private func left(_ mark: String) -> [Int32] {
        ProcessTable.all().filter { !$0.isZombie && ProcessTable.environment(of: $0.id, has: "TEST=" + mark) }.map(\.id)
    }

    @Test func `both outputs, the status and what it cost`() throws {
        let done = try Program.collect(shell("echo out; echo err >&2; exit 3"))
        #expect(done.text == "out\n" && done.errors == Array("err\n".utf8) && done.end == .exited(3))
        #expect(done.result.peakMemory > 0 && done.result.duration > .zero && !done.result.isTruncated)
        #expect(try Program.collect(shell("kill -15 $$")).end == .signalled(15))
    }

    @Test func `no shell reads its words, and it has nothing of ours`() throws {
        #expect(try Program.collect(ProgramCall(["/bin/echo", "$(id)", "; true", "*"])).text == "$(id) ; true *\n")
        let script = "ls /proc/self/fd | wc -l; env | sed 's/=.*//' | sort | tr '\\n' ' '; echo; ulimit -c"
        var call = shell(script + "; umask; grep NoNewPrivs /proc/self/status; grep SigIgn /proc/self/status")
        call.environment["LANG"] = "C"
        let lines = try Program.collect(call).text.split(separator: "\n").map(String.init)
        #expect(lines[0].trimmingCharacters(in: .whitespaces) == "4")
        #expect(
            Set(lines[1].split(separator: " ")).subtracting(["_", "PWD", "OLDPWD", "SHLVL"]) == ["HAMYAR_RUN", "LANG", "PATH"])
        #expect(lines[2...] == ["0", "0022", "NoNewPrivs:\t1", "SigIgn:\t0000000000000000"])
    }

    @Test func `what cannot be started says why`() {
        func number(_ call: ProgramCall) -> Int32? {
            do {
                _ = try Program.collect(call)
                return nil
            } catch { return error.number }
        }
        #expect(number(ProgramCall(["/nonexistent"])) == ENOENT)
        #expect(number(ProgramCall(["/etc/passwd"])) == EACCES)
        #expect(number(ProgramCall(["/bin/echo", "a\u{0}b"])) == EINVAL)
        #expect(number(ProgramCall(["echo"])) == EINVAL)
        #expect(number(ProgramCall([])) == EINVAL)
        #expect(number(ProgramCall(["/bin/true"], directory: "/nonexistent")) == ENOENT)
    }

    @Test(.enabled(if: geteuid() == 0)) func `another user, with its groups and no others`() throws {
        let account = ProgramAccount(user: Self.user, group: Self.user, otherGroups: [4])
        let done = try Program.collect(shell("id -u; id -G; ps -o sid= -o pgid= -p $$", account: account))
        let lines = done.text.split(separator: "\n").map(String.init)
        #expect(lines[0] == "65534" && Set(lines[1].split(separator: " ")) == ["65534", "4"])
        let ids = lines[2].split(separator: " ")
        #expect(ids.count == 2 && ids[0] == ids[1] && ids[0] != "\(getsid(0))")
        let secret = try Program.collect(shell("cat /etc/shadow; setpriv --reuid=0 id", account: account))
        #expect(secret.output.isEmpty && secret.end != .exited(0))
    }

    @Test func `one that takes too long goes with all that descend from it`() throws {
        let mark = "hamyar-test-\(UInt32.random(in: 0 ... .max))"
        // One leaves the session, one also its environment, and one ignores what can be ignored.
        let script = """
            setsid sh -c 'sleep 1000; true' & setsid env -i /bin/sleep 1001.\(UInt16.random(in: 1...999)) & \
            trap '' TERM HUP INT; sleep 1002
            """
        var call = shell(script, seconds: 0.4)
        call.environment["TEST"] = mark
        let begun = ContinuousClock.now
        let done = try Program.collect(call)
        #expect(done.end == .timedOut && !done.result.isStuck)
        #expect(begun.duration(to: .now) < .seconds(100))
        #expect(left(mark) == [])
    }

    @Test func `what it leaves behind stays only where it may`() throws {
        for leaves in [true, false] {
            let mark = "hamyar-test-\(UInt32.random(in: 0 ... .max))"
            var call = shell("sleep 1000 & exit 0")
            call.environment["TEST"] = mark
            call.leavesProcesses = leaves
            #expect(try Program.collect(call).end == .exited(0))
            // One that is about to become `sleep` has no environment for a moment.
            var found = left(mark)
            let end = ContinuousClock.now + .seconds(10)
            while leaves, found.isEmpty, .now < end { found = left(mark) }
            #expect(found.count == (leaves ? 1 : 0))
            for process in found { kill(process, SIGKILL) }
        }
    }

    @Test func `a program that somebody still writes is waited for`() throws {
        let path = NSTemporaryDirectory() + "hamyar-busy-\(UUID().uuidString)"
        try Data("#!/bin/sh\necho ran\n".utf8).write(to: URL(fileURLWithPath: path))
        defer { unlink(path) }
        chmod(path, 0o755)
        let call = ProgramCall([path])
        func number(_ control: ProgramControl? = nil, pause: () -> Void) -> Int32? {
            do throws(ProgramNotStarted) {
                _ = try RunningProgram(call, control, pause: pause)
                return nil
            } catch {
                return error.number
            }
        }
        let writing = open(path, O_WRONLY | O_CLOEXEC)
        var pauses = 0
        #expect(number { pauses += 1 } == ETXTBSY && pauses == RunningProgram.busyAttempts)
        // One that was taken back meanwhile is not begun.
        let control = try ProgramControl()
        #expect(number(control) { control.cancel() } == ECANCELED)
        pauses = 0
        var running = try RunningProgram(call) {
            pauses += 1
            if pauses == 3 { close(writing) }
            // Children of other tests' threads may hold it for a moment more.
            if pauses > 3 { usleep(RunningProgram.busyPause) }
        }
        var text: [UInt8] = []
        #expect(running.wait(nil) { text += $1 }.end == .exited(0) && text == Array("ran\n".utf8) && pauses >= 3)
    }

    @Test func `output above its limit is dropped or ends it, and memory stays flat`() throws {
        var call = shell("head -c 1073741824 /dev/zero; echo end >&2")
        call.limits.output = 1 << 20
        // Other tests of this process have memory, too: the quietest attempt counts.
        var grown = Int.max
        for _ in 0..<5 where grown >= 32 << 20 {
            let before = residentBytes()
            var seen = 0
            var errors: [UInt8] = []
            let done = try Program.run(call) { stream, bytes in
                if stream == .output { seen += bytes.count } else { errors += bytes }
            }
            #expect(seen == 1 << 20 && done.outputBytes == seen && done.isTruncated && done.end == .exited(0))
            #expect(errors == Array("end\n".utf8))
            grown = min(grown, residentBytes() - before)
        }
        #expect(grown < 32 << 20)
        call.limits.outputEnds = true
        #expect(try Program.collect(call).end == .outputLimit)
    }

    @Test func `it is ended from another thread at once`() throws {
        let control = try ProgramControl()
        let result = try Program.run(shell("echo begun; sleep 1000"), control: control) { _, _ in
            Thread.detachNewThread { control.cancel() }
        }
        #expect(result.end == .cancelled && result.duration < .seconds(5))
    }

    @Test func `a task that is cancelled ends its program`() async throws {
        // It says that it has begun through a pipe of the test's own.
        let begun = NSTemporaryDirectory() + "hamyar-begun-\(UUID().uuidString)"
        #expect(mkfifo(begun, 0o666) == 0)
        defer { unlink(begun) }
        let call = shell("echo >\(begun); sleep 1000")
        let task = Task { try await Program.collected(call) }
        let reading = Task.detached {
            let pipe = open(begun, O_RDONLY | O_CLOEXEC)
            defer { close(pipe) }
            var byte: UInt8 = 0
            return read(pipe, &byte, 1)
        }
        #expect(await reading.value == 1)
        task.cancel()
        #expect(try await task.value.end == .cancelled)
    }

    @Test func `limits of the kernel hold`() throws {
        var call = ProgramCall(["/usr/bin/perl", "-e", "my $x = 'x' x (512 << 20); print length $x"])
        call.limits.addressSpace = 128 << 20
        #expect(try Program.collect(call).end != .exited(0))
        call = shell("while :; do :; done")
        call.limits.processorSeconds = 1
        #expect(try Program.collect(call).end == .signalled(SIGKILL))
        let file = NSTemporaryDirectory() + "/hamyar-\(UInt64.random(in: 0 ... .max))"
        defer { unlink(file) }
        call = shell("head -c 100000 /dev/zero > \(file)")
        call.limits.fileSize = 4096
        #expect(try Program.collect(call).end != .exited(0))
        call = shell("nice; ionice; ulimit -n")
        call.limits.nice = 19
        call.limits.isIdleIO = true
        call.limits.openFiles = 64
        #expect(try Program.collect(call).text == "19\nidle\n64\n")
    }

    @Test(.enabled(if: geteuid() == 0)) func `a fork bomb is bounded and goes whole`() throws {
        // A user of its own: the number counts all processes of the user.
        let account = ProgramAccount(user: 64_123, group: 64_123)
        var call = shell("b() { b | b & }; b; sleep 1000", seconds: 1, account: account)
        call.limits.processes = 64
        call.limits.output = 4096
        let done = try Program.collect(call)
        // It may also have come to its end by itself, when the shell could start nothing any more.
        #expect(done.end == .timedOut || done.end == .exited(2) || done.end == .exited(254))
        let count = ProcessTable.all().filter { entry in
            var status = stat()
            return !entry.isZombie && stat("/proc/\(entry.id)", &status) == 0 && status.st_uid == 64_123
        }.count
        #expect(count == 0)
    }

    @Test func `an open file is run as it was, whatever becomes of a path`() throws {
        let file = hamyar_memory_file("script")
        #expect(file >= 0)
        defer { close(file) }
        let script = "#!/bin/sh\necho \"$1\" here\n"
        #expect(write(file, script, script.utf8.count) == script.utf8.count)
        #expect(hamyar_seal(file) == 0)
        #expect(write(file, "x", 1) < 0)
        var call = ProgramCall(["script", "argument"])
        call.image = .descriptor(file)
        #expect(try Program.collect(call).text == "argument here\n")
        if geteuid() == 0 {
            call.account = ProgramAccount(user: Self.user, group: Self.user)
            #expect(try Program.collect(call).text == "argument here\n")
        }
    }

    private func residentBytes() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4096
    }
}
