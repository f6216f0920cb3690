import Foundation
import Glibc
import Testing

extension IntegrationTests {
    /// Commands on a machine, through the real programs.
    @Suite(.serialized, .enabled(if: geteuid() == 0, "commands run as another user")) struct CommandTests {
        @Test func `C11 H39 H40 H42 a command's output, status and digests, on the terminal, in JSON and in both logs`()
            async throws
        {
            let bed = try await TestBed.ready("command")
            let session = try await bed.activeSession(allow: "command:/bin/sh")
            let asked = try await bed.agent("show", session).output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(asked.contains("command:/bin/sh The technician can run this program with any arguments"), "\(asked)")
            #expect(asked.contains("this allows anything that this user may do"))
            // A machine without a runner runs nothing.
            let none = try await bed.run(
                ProgramPaths.console, ["run", bed.machine, "--json", "--", "/bin/sh", "-c", "id"], expecting: 69)
            #expect(try none.json["outcome"]["code"].string == "command.no-runner")
            #expect(try none.json["outcome"]["result"].string == "not-performed" && none.saysOneSentence)
            let runner = try await RunnerBed.start(bed)

            let watching = try bed.start(ProgramPaths.agent, ["watch"])
            let script = "id -u; printf 'a\\033[2Jb\\n'; echo problem >&2; exit 3"
            let done = try await runner.run(session, "/bin/sh", "-c", script, expecting: 3)
            #expect(done.output == "\(RunnerBed.user)\na\\x1b[2Jb\n" && done.errors == "problem\n")
            // The customer's terminal, while it runs and when it is over.
            let words = "/bin/sh -c \"id -u; printf 'a\\\\033[2Jb\\\\n'; echo problem >&2; exit 3\""
            try await Deadlines.wait("the command's end in watch") { watching.output.contains("Exit 3") }
            #expect(watching.output.contains("Command: " + words) && watching.output.contains("hamyar-agent revoke \(session)"))
            #expect(watching.output.contains("\(session)  runs now, since "), "\(watching.output)")
            await watching.kill()
            let raw = try await runner.run(session, "/bin/sh", "-c", "printf 'a\\033\\377'", options: ["--raw"])
            #expect(raw.output.hasPrefix("a\u{1b}"))
            let told = try await runner.run(
                session, "/bin/sh", "-c", "printf abc; kill -9 $$", options: ["--json"], expecting: 137)
            let document = try told.json
            #expect(document["signal"].int == 9 && document["stdout"]["text"].string == "abc")
            let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
            #expect(document["stdout"]["sha256"].string == abc && document["missed"].bool == false)

            // Another program was not allowed, and neither is this one by another name.
            try await runner.run(session, "/usr/bin/id", expecting: 77)
            try await runner.run(session, "sh", "-c", "id", expecting: 77)
            let slow = try await runner.run(
                session, "/bin/sh", "-c", "sleep 1000 & sleep 1001", options: ["--timeout", "1s"], expecting: 124)
            #expect(slow.saysOneSentence)
            try await Deadlines.wait("nothing left") { runner.left.isEmpty }
            let cut = try await runner.run(
                session, "/bin/sh", "-c", "head -c 5000000 /dev/zero", options: ["--json", "--output-limit", "1000"]
            ).json
            #expect(cut["truncated"].bool == true && cut["stdout"]["bytes"].int == 1000)

            let outcomes = try await bed.session(session)["outcomes"].array
            #expect(outcomes.contains { $0["command"]["stdout"]["sha256"].string == abc && $0["command"]["signal"].int == 9 })
            #expect(outcomes.contains { $0["code"].string == "command.timeout" && $0["command"]["stdout"]["bytes"].int == 0 })
            // Both sides tell what was run, word for word, as it was signed.
            for language in ["en", "fa"] {
                let page = try await bed.hamyar("session", "show", session, "--language", language).output
                #expect(page.contains(abc) && page.contains(words), "\(page)")
            }
            #expect(try await bed.agent("show", session).output.contains("Command: " + words))
            let vector = ["/bin/sh", "-c", script]
            let signed = try await [bed.session(session), bed.agentSession(session)].map {
                $0["operations"].array.first { $0["arguments"].array.map(\.string) == vector }?["sha256"].string ?? "none"
            }
            #expect(signed[0] == signed[1] && signed[0].count == 64, "\(signed)")
            #expect(try await bed.agentSession(session)["outcomes"].array.contains { $0["command"]["exit"].int == 3 })
            try await bed.end(session)
            try await bed.verifyLogs()
            await runner.running.kill()
        }

        @Test func `C11 a command cannot reach the agent's socket, state or keys, nor touch the agent`() async throws {
            let bed = try await TestBed.ready("reach")
            let runner = try await RunnerBed.start(bed)
            let session = try await bed.activeSession(allow: "command:/bin/sh")
            let agent = try #require(bed.process(.agent)).pid
            let script = """
                cat '\(bed.agentState)/agent.key' '\(bed.agentState)/agent.json' '\(bed.agentState)/agent.sqlite'; \
                kill -9 \(agent); cat /proc/\(agent)/environ /proc/\(agent)/maps; ls '\(bed.agentState)'; \
                true > '\(bed.agentState)/agent.json'; kill -9 \(runner.running.pid); exit 0
                """
            let done = try await runner.run(session, "/bin/sh", "-c", script)
            #expect(done.output.isEmpty, "\(done)")
            #expect(bed.process(.agent)?.isRunning == true && runner.running.isRunning)
            // Where the way to the socket is open, the socket itself refuses, whoever the command's user is and however it got there.
            chmod(bed.place.path, 0o755)
            chmod(bed.agentState, 0o755)
            chmod(bed.agentState + "/control.sock", 0o666)
            let program = ProgramPaths.agent
            for words in [
                "'\(program)' requests --json --state '\(bed.agentState)'",
                "setsid env -i '\(program)' requests --json --state '\(bed.agentState)' & wait",
            ] {
                let asked = try await runner.run(session, "/bin/sh", "-c", words + "; true")
                #expect(asked.output.contains("agent.not-admitted") && asked.output.contains("\"command\""), "\(asked)")
            }
            await runner.running.kill()
        }

        @Test func `H44 taken back, cancelled, cut off: nothing of a command stays`() async throws {
            let bed = try await TestBed.ready("stopped")
            let runner = try await RunnerBed.start(bed)
            let beats = NSTemporaryDirectory() + "hamyar-beats-\(UUID().uuidString)"
            #expect(FileManager.default.createFile(atPath: beats, contents: nil))
            chmod(beats, 0o666)
            defer { unlink(beats) }
            let loop = "sleep 1000 & echo begun; while :; do date +%s%N >> \(beats); sleep 0.02; done"

            // Ctrl-C.
            var session = try await bed.activeSession(allow: "command:/bin/sh")
            var running = try runner.begin(session, "/bin/sh", "-c", loop)
            try await Deadlines.wait("output") { running.output == "begun\n" }
            let seen = try await bed.agent("watch", "--json").json["sessions"][0]["operations"][0]
            #expect(seen["running"].bool == true && seen["arguments"].array.map(\.string) == ["/bin/sh", "-c", loop])
            running.signal(SIGINT)
            #expect(try await running.status() == 130)
            try await Deadlines.wait("nothing left") { runner.left.isEmpty }
            #expect(try await bed.session(session)["outcomes"][0]["code"].string == "command.cancelled")

            // The customer takes it back.
            running = try runner.begin(session, "/bin/sh", "-c", loop)
            try await Deadlines.wait("output") { running.output == "begun\n" }
            try await bed.agent("revoke", session)
            let revoked = Date().timeIntervalSince1970
            #expect(try await running.status() == 86)
            let last = try String(contentsOfFile: beats, encoding: .utf8).split(separator: "\n").compactMap { Double($0) }.max()
            #expect(try #require(last) / 1e9 - revoked < 0.25)
            try await Deadlines.wait("nothing left") { runner.left.isEmpty }

            // The relay goes in the midst: the command goes on, and is listened to again.
            session = try await bed.activeSession(allow: "command:/bin/sh")
            running = try runner.begin(session, "/bin/sh", "-c", "echo begun; sleep 15; echo ended; exit 5", options: ["--json"])
            try await Deadlines.wait("the command") { !runner.left.isEmpty }
            await bed.kill(.relay)
            try await bed.startRelay()
            #expect(try await running.status(within: .seconds(60)) == 5)
            #expect(try JSON(parsing: running.output)["stdout"]["bytes"].int == 12)

            // The agent is killed in the midst: so is the command, nobody knows how far it came, and it is not begun twice.
            running = try runner.begin(session, "/bin/sh", "-c", "sleep 1000")
            try await Deadlines.wait("the command") { !runner.left.isEmpty }
            await bed.kill(.agent)
            try await Deadlines.wait("nothing left") { runner.left.isEmpty }
            try await bed.startAgent()
            #expect(try await running.status(within: .seconds(60)) == 88)
            let outcomes = try await bed.session(session)["outcomes"].array
            #expect(outcomes.contains { $0["code"].string == "operation.interrupted" && $0["result"].string == "failed" })
            try await bed.verifyLogs()
            await runner.running.kill()
        }
    }
}
