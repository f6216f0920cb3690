import ChildProcesses
import Cryptography
import Foundation
import Glibc
import Primitives
import Testing
import Turns

@testable import Runner

/// The real program, real commands.
@Suite(.keepsThread, .enabled(if: geteuid() == 0, "commands run as another user")) struct RunnerTests {
    private func with(_ words: [String] = [], _ body: (RunningRunner) throws -> Void) throws {
        let runner = try RunningRunner(words)
        defer { runner.stop() }
        try body(runner)
    }

    /// What still has the mark in its words when nothing has any more, or half a minute is over.
    private func leftInTime(_ mark: String) -> [Int32] {
        let deadline = ContinuousClock.now + .seconds(30)
        while !left(mark).isEmpty, ContinuousClock.now < deadline { usleep(5000) }
        return left(mark)
    }

    private func left(_ mark: String) -> [Int32] {
        ProcessTable.all().filter { entry in
            let words = (try? String(contentsOfFile: "/proc/\(entry.id)/cmdline", encoding: .utf8)) ?? ""
            return !entry.isZombie && words.contains(mark)
        }.map(\.id)
    }

    @Test func `a command runs as the other user, with little around it`() throws {
        try with { runner in
            let done = runner.run(RunningRunner.shell("id -u; id -G; env | sort; pwd; echo problem >&2; exit 7"))
            let lines = done.text.split(separator: "\n").map(String.init)
            #expect(lines.prefix(2) == ["64300", "64300"] && lines.last == "/")
            let names = Set(lines.filter { $0.contains("=") }.map { String($0.prefix { $0 != "=" }) })
            #expect(
                names.subtracting(["_", "OLDPWD", "PWD", "SHLVL"]) == ["HAMYAR_COMMAND", "HAMYAR_RUN", "HOME", "LANG", "PATH"])
            #expect(lines.contains("HAMYAR_COMMAND=opn_test") && lines.contains("HOME=/"))
            #expect(done.errors == Array("problem\n".utf8) && done.end?.exit == 7 && done.end?.reason == .ended)
            // A plain name is looked up; no shell reads the words.
            #expect(runner.run(RunningRunner.call("echo", "$(id)", ";")).text == "$(id) ;\n")
            #expect(runner.run(RunningRunner.shell("kill -11 $$")).end?.signal == 11)
        }
    }

    @Test func `what cannot be run says why`() throws {
        try with { runner in
            #expect(runner.run(RunningRunner.call("no-such-program")).failure?.code == .commandNotFound)
            #expect(runner.run(RunningRunner.call("/no/such/program")).failure?.code == .commandNotFound)
            #expect(runner.run(RunningRunner.call("bin/sh")).failure?.code == .commandNotFound)
            #expect(runner.run(RunningRunner.call("/etc/shadow")).failure?.code == .commandNotStarted)
            #expect(runner.run(RunningRunner.call("true", environment: ["PATH": "/tmp"])).failure?.code == .commandRefused)
            #expect(runner.run(RunningRunner.call("true", environment: ["HAMYAR_COMMAND": "x"])).failure?.code == .commandRefused)
            var call = RunningRunner.call("true")
            call.directory = "/no/such"
            #expect(runner.run(call).failure?.code == .commandDirectory)
            call.directory = "/etc/passwd"
            #expect(runner.run(call).failure?.code == .commandDirectory)
            call.directory = "/root"
            let refused = runner.run(call)
            #expect(access("/root", X_OK) != 0 || refused.failure?.parameters["path"] == "/root")
        }
        #expect(throws: Failure.self) { _ = try RunnerClient(socket: "/nonexistent/socket", RunningRunner.call("true")) }
    }

    @Test func `only the agent's user and root are heard`() throws {
        try with { runner in
            func asked(by user: UInt32) throws -> Bool {
                // The frame of a call, said by another user's process.
                let content = try JSONEncoder().encode(RunningRunner.call("echo", "heard"))
                let file = runner.directory + "/call-\(user)"
                var frame = Data([1, 0, 0, UInt8(content.count >> 8), UInt8(content.count & 0xff)])
                frame.append(content)
                try frame.write(to: URL(filePath: file))
                chmod(file, 0o644)
                let script = """
                    use IO::Socket::UNIX; my $s = IO::Socket::UNIX->new(Peer => $ARGV[0]) or die; open my $f, '<', $ARGV[1]; local $/;
                    print $s scalar <$f>; $s->flush; print <$s>;
                    """
                let call = ProgramCall(
                    ["/usr/bin/perl", "-e", script, runner.socket, file], account: ProgramAccount(user: user, group: user))
                return try Program.collect(call).text.contains("heard\n")
            }
            let heard = try [RunningRunner.agentUser, RunningRunner.user, 64_201].map(asked)
            #expect(heard == [true, false, false])
        }
    }

    @Test func `it refuses to run anything as root or as the agent`() throws {
        for words in [["--user", "0"], ["--user", "64200"], []] {
            let done = try Program.collect(
                ProgramCall([RunningRunner.program, "serve", "--socket", "/tmp/never.sock", "--agent-user", "64200"] + words))
            #expect(done.end == .exited(78), "\(words) \(String(decoding: done.errors, as: UTF8.self))")
        }
    }

    @Test func `H65 the bytes that were signed run, and no others`() throws {
        try with { runner in
            let script = Array("#!/bin/sh\necho \"$0 $1 $HAMYAR_NAME\"; echo more >> \"$0\" || echo sealed\n".utf8)
            var call = RunningRunner.call("cleanup", "NAME=a b", environment: ["HAMYAR_NAME": "a b"])
            call.script = RunnerCall.Script(length: script.count, digest: Digest.of(script).description)
            let done = runner.run(call, script: script)
            #expect(done.text == "/dev/fd/3 NAME=a b a b\nsealed\n", "\(done)")
            var other = script
            other[script.count - 2] ^= 1
            #expect(runner.run(call, script: other).failure?.code == .commandRefused)
        }
    }

    @Test func `a command that hangs ends at its time with its grandchildren, whatever they did`() throws {
        try with { runner in
            let mark = "77\(UInt32.random(in: 0 ... .max))"
            let script = """
                setsid sh -c 'sleep \(mark)1; true' & (setsid env -i /bin/sleep \(mark)2 &) ; trap '' TERM; sleep \(mark)3
                """
            let begun = ContinuousClock.now
            let done = runner.run(RunningRunner.shell(script, seconds: 0.7))
            #expect(done.end?.reason == .timedOut && begun.duration(to: .now) < .seconds(100))
            #expect(left(mark) == [])
            // One that ends leaves nothing either.
            #expect(runner.run(RunningRunner.shell("(setsid env -i /bin/sleep \(mark)4 &); exit 0")).end?.exit == 0)
            #expect(leftInTime(mark) == [])
        }
    }

    @Test func `H44 it ends within 250 ms when the agent says so, and when the agent is gone`() throws {
        try with { runner in
            let mark = "78\(UInt32.random(in: 0 ... .max))"
            let file = runner.directory + "/beats"
            #expect(FileManager.default.createFile(atPath: file, contents: nil))
            chmod(file, 0o666)
            var asked = Date.distantFuture
            let script = """
                sleep \(mark)1 & beat() { date +%s%N >> \(file); sleep 0.01; }; beat; echo begun; while :; do beat; done
                """
            let done = runner.run(RunningRunner.shell(script)) { client, event in
                guard case .output = event else { return }
                asked = Date()
                client.cancel()
            }
            #expect(done.end?.reason == .cancelled && done.text == "begun\n")
            let beats = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").compactMap { Double($0) }
            let last = try #require(beats.max())
            #expect(last / 1e9 - asked.timeIntervalSince1970 < 0.25)
            #expect(left(mark) == [])
            do {
                let client = try RunnerClient(socket: runner.socket, RunningRunner.shell("echo; sleep \(mark)3"))
                #expect(try client.next() == .started)
                // It runs once it has said something; what had not begun would not be seen to be left.
                #expect(try client.next() == .output(Array("\n".utf8)))
            }
            #expect(leftInTime(mark) == [])
        }
    }

    @Test func `1 GiB of output is cut at its limit with flat memory, and nobody who is slow loses any`() throws {
        try with { runner in
            var call = RunningRunner.shell("head -c 1073741824 /dev/zero; echo last >&2", seconds: 60)
            call.outputLimit = 3_000_000
            var most = 0
            let done = runner.run(call) { _, _ in most = max(most, residentBytes(runner.process.processIdentifier)) }
            #expect(done.output.count == 3_000_000 && done.errors == Array("last\n".utf8))
            #expect(done.end?.exit == 0 && done.end?.isTruncated == true)
            #expect(most < 96 << 20)
            call = RunningRunner.shell("i=0; while [ $i -lt 40 ]; do head -c 20000 /dev/zero; i=$((i+1)); done")
            let slow = runner.run(call) { _, _ in usleep(2000) }
            #expect(slow.output.count == 800_000 && slow.end?.isTruncated == false)
        }
    }

    @Test func `at most so many commands at once; the next one is told`() throws {
        try with { runner in
            var clients: [RunnerClient] = []
            for _ in 0..<RunnerLimits.commands {
                let client = try RunnerClient(socket: runner.socket, RunningRunner.shell("sleep 1000"))
                #expect(try client.next() == .started)
                clients.append(client)
            }
            #expect(runner.run(RunningRunner.call("true")).failure?.code == .commandBusy)
            for client in clients { client.cancel() }
            for client in clients {
                do {
                    guard case .end(let end) = try client.next() else { continue }
                    #expect(end.reason == .cancelled)
                } catch let failure as Failure {
                    // It had not begun yet.
                    #expect(failure.code == .commandCancelled)
                }
            }
            // Each has said that it ended before its place is free.
            let deadline = ContinuousClock.now + .seconds(30)
            var next = runner.run(RunningRunner.call("true"))
            while next.failure?.code == .commandBusy, ContinuousClock.now < deadline {
                next = runner.run(RunningRunner.call("true"))
            }
            #expect(next.end?.exit == 0)
        }
    }

    @Test func `a fork bomb is bounded, and the runner serves on`() throws {
        try with(["--user", "64124"]) { runner in
            let done = runner.run(RunningRunner.shell("b() { b | b & }; b; sleep 1000", seconds: 1))
            #expect(done.end != nil)
            #expect(runner.run(RunningRunner.call("echo", "on")).text == "on\n")
            let count = ProcessTable.all().filter { entry in
                var status = stat()
                return !entry.isZombie && stat("/proc/\(entry.id)", &status) == 0 && status.st_uid == 64_124
            }.count
            #expect(count == 0)
        }
    }

    @Test func `no network, event loop or TLS library is linked`() throws {
        let closure = try Program.collect(ProgramCall(["/usr/bin/ldd", RunningRunner.program])).text
        #expect(closure.contains("libcrypto"))
        for library in ["ssl", "NIO", "Networking", "curl", "nghttp", "http", "gnutls", "resolv"] {
            #expect(!closure.contains(library), "\(library) in \(closure)")
        }
    }

    private func residentBytes(_ process: Int32) -> Int {
        let text = (try? String(contentsOfFile: "/proc/\(process)/statm", encoding: .utf8)) ?? ""
        return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4096
    }
}
