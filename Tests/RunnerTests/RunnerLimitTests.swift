import ChildProcesses
import Cryptography
import Glibc
import Primitives
import Testing
import Turns

@testable import Runner

/// What bounds the runner and its commands, at each limit and one above.
@Suite(.keepsThread, .enabled(if: geteuid() == 0, "commands run as another user")) struct RunnerLimitTests {
    private func with(_ body: (RunningRunner) throws -> Void) throws {
        let runner = try RunningRunner()
        defer { runner.stop() }
        try body(runner)
    }

    private let soon = ContinuousClock.now + .seconds(20)

    @Test func `files, open files and rank of a command are bounded`() throws {
        try with { runner in
            // The shell counts blocks of 512 bytes.
            let done = runner.run(RunningRunner.shell("ulimit -n; ulimit -f; nice"))
            let wanted = ["\(RunnerLimits.openFiles)", "\(RunnerLimits.fileSize / 512)", "\(RunnerLimits.nice)"]
            #expect(done.text.split(separator: "\n").map(String.init) == wanted)
        }
    }

    @Test func `more time and output than there is for anybody is not given`() throws {
        let settings = try RunnerSettings(
            socket: "/nonexistent", agentUser: RunningRunner.agentUser,
            account: ProgramAccount(user: RunningRunner.user, group: RunningRunner.user), groups: nil, mayGainPrivileges: false)
        func limits(_ time: Duration, _ output: UInt64) throws -> ProgramLimits {
            var call = RunningRunner.call("true", seconds: Double(time.components.seconds))
            call.outputLimit = output
            return try CommandCall(call, script: [], settings: settings, group: nil).program.limits
        }
        let (time, output) = (RunnerLimits.time, RunnerLimits.output)
        #expect(try limits(time - .seconds(1), output - 1).time == time - .seconds(1))
        #expect(try limits(time - .seconds(1), output - 1).output == Int(output - 1))
        for more in [0, 1] {
            let given = try limits(time + .seconds(more), output + UInt64(more))
            #expect(given.time == time && given.output == Int(output))
        }
    }

    @Test func `a call may be so long, and is judged before there is room for it`() throws {
        try with { runner in
            func answer(_ length: Int) throws -> String {
                let socket = try RunnerSocket.connect(to: runner.socket)
                // Above the limit it may close while this is still said.
                try? [UInt8](repeating: 0x20, count: length).withUnsafeBytes { try socket.send(.call, $0, until: soon) }
                guard let (frame, content) = try socket.receive(limit: 4096, until: soon), frame == .refused else { return "" }
                return String(decoding: content, as: UTF8.self)
            }
            #expect(try answer(RunnerLimits.call).contains("no RunnerCall"))
            let socket = try RunnerSocket.connect(to: runner.socket)
            // Only the head of the frame: it does not wait for what it would not take.
            let length = UInt32(RunnerLimits.call + 1)
            let head: [UInt8] = [RunnerFrame.call.rawValue] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
            try head.withUnsafeBytes { try socket.write($0, until: soon) }
            let refusal = try #require(try socket.receive(limit: 4096, until: soon))
            #expect(String(decoding: refusal.content, as: UTF8.self).contains("\(length) bytes"))
        }
    }

    @Test func `a script may be so long`() throws {
        try with { runner in
            func run(_ length: Int) -> RunningRunner.Result {
                let head = Array("#!/bin/sh\nexit 3\n#".utf8)
                let script = head + [UInt8](repeating: 0x78, count: length - head.count)
                var call = RunningRunner.call("long")
                call.script = RunnerCall.Script(length: script.count, digest: Digest.of(script).description)
                return runner.run(call, script: script)
            }
            #expect(run(RunnerLimits.script).end?.exit == 3)
            let more = run(RunnerLimits.script + 1)
            #expect(more.end == nil && [.commandRefused, .commandLost].contains(more.failure?.code))
        }
    }

    @Test func `so many programs may be connected; one more is hung up on, until another leaves`() throws {
        try with { runner in
            var clients: [RunnerSocketBox] = []
            for _ in 0..<RunnerLimits.connections { clients.append(try RunnerSocketBox(runner.socket)) }
            // The last of them is served for certain once it is answered.
            #expect(try RunnerSocketBox(runner.socket).isHungUp(until: soon))
            clients.removeLast()
            var exit: Int32?
            for _ in 0..<100 where exit == nil {
                exit = runner.run(RunningRunner.call("true")).end?.exit
                usleep(20_000)
            }
            #expect(exit == 0)
            _ = clients
        }
    }
}

/// A connection that says nothing.
private final class RunnerSocketBox {
    private let socket: RunnerSocket

    init(_ path: String) throws {
        socket = try RunnerSocket.connect(to: path)
    }

    func isHungUp(until deadline: ContinuousClock.Instant) throws -> Bool {
        try socket.receive(limit: 4096, until: deadline) == nil
    }
}
