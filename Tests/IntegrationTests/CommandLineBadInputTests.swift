import Foundation
import Testing

extension IntegrationTests {
    /// The technician's and the customer's command lines: one clear sentence, and a status of Docs/exit-codes.md.
    @Suite struct CommandLineBadInputTests {
        private func refused(_ result: CommandResult, naming word: String = "", _ place: SourceLocation = #_sourceLocation) {
            #expect(result.saysOneSentence, "\(result)", sourceLocation: place)
            #expect(word.isEmpty || result.errors.contains(word), "\(result)", sourceLocation: place)
        }

        @Test func `a relay that cannot be reached`() async throws {
            let bed = try await TestBed.ready("unreachable")
            await bed.kill(.relay)
            refused(try await bed.hamyar("machine", "list", expecting: 69), naming: "127.0.0.1")
            let code = try await bed.relay("technician", "invite", "Ali", "--json").json["code"].string
            for program in [ProgramPaths.console, ProgramPaths.agent] {
                let enrol = ["enrol", bed.relayAddress, "--code", code, "--state", bed.place("new")]
                refused(try await bed.run(program, enrol, expecting: 69))
            }
            // The agent itself waits for its relay, and says so.
            let status = try await Deadlines.first("the loss") {
                let status = try await bed.agent("status", "--json").json
                return status["connected"].bool == false ? status : nil
            }
            #expect(status["running"].bool == true)
        }

        @Test func `codes that are mistyped, unknown, expired, used, or of another role`() async throws {
            let bed = try TestBed("codes")
            try await bed.initialise()
            try await bed.startRelay()
            try await bed.enrolAdmin()
            try await bed.hamyar("customer", "add", TestBed.customer)
            func invite() async throws -> String {
                try await bed.hamyar("machine", "invite", TestBed.customer, "--json").json["code"].string
            }
            func enrol(_ code: String, _ state: String, expecting status: Int32, _ program: String = ProgramPaths.agent)
                async throws -> CommandResult
            {
                try await bed.run(
                    program, ["enrol", bed.relayAddress, "--code", code, "--state", bed.place(state)], expecting: status)
            }
            let code = try await invite()
            refused(try await enrol("hamyar1-nonsense", "a", expecting: 64))
            let last = code.last == "a" ? "b" : "a"
            refused(try await enrol(String(code.dropLast()) + last, "a", expecting: 64))
            refused(try await enrol(code, "b", expecting: 77, ProgramPaths.console))
            _ = try await enrol(code, "a", expecting: 0)
            refused(try await enrol(code, "c", expecting: 88))
            let late = try await invite()
            try await bed.sql("UPDATE enrolment_codes SET expires = created + 1 WHERE used IS NULL")
            refused(try await enrol(late, "d", expecting: 85))
            // A relay with another root: the code names the vendor's, so nothing is asked of it.
            let other = try TestBed("other")
            try await other.initialise()
            try await other.startRelay()
            let foreign = ["enrol", other.relayAddress, "--code", try await invite(), "--state", bed.place("e")]
            refused(try await bed.run(ProgramPaths.agent, foreign, expecting: 84))
        }

        @Test func `state directories that are not there, not ours, or not enrolled`() async throws {
            let bed = try TestBed("states")
            let nowhere = bed.place("nowhere")
            for arguments in [["machine", "list"], ["push", "/etc/hostname", "M-1:/tmp/x"], ["session", "list"]] {
                refused(
                    try await bed.run(ProgramPaths.console, arguments + ["--state", nowhere], expecting: 78), naming: nowhere)
            }
            for arguments in [["run"], ["requests"], ["status"], ["stop"], ["audit", "verify"], ["approve", "S-1"]] {
                refused(try await bed.run(ProgramPaths.agent, arguments + ["--state", nowhere], expecting: 78), naming: nowhere)
            }
            try Data("a file".utf8).write(to: URL(fileURLWithPath: nowhere))
            for program in [ProgramPaths.console, ProgramPaths.agent] {
                let arguments = [program == ProgramPaths.console ? "services" : "show", "1", "--state", nowhere]
                refused(try await bed.run(program, arguments, expecting: 78), naming: nowhere)
            }
        }

        @Test func `two agents on one state directory, and what enrolling again says`() async throws {
            let bed = try await TestBed.ready("twice")
            refused(try await bed.agent("run", expecting: 88), naming: bed.agentState)
            let code = try await bed.hamyar("machine", "invite", TestBed.customer, "--json").json["code"].string
            let again = ["enrol", bed.relayAddress, "--code", code]
            refused(try await bed.run(ProgramPaths.agent, again, expecting: 88), naming: bed.agentState)
            await bed.kill(.agent)
            refused(try await bed.run(ProgramPaths.agent, again, expecting: 73), naming: bed.agentState)
        }

        @Test func `names of nothing, files of nothing`() async throws {
            let bed = try await TestBed.ready("names")
            let session = try await bed.activeSession()
            for arguments in [
                ["services", "M-77"], ["session", "show", "S-77"], ["ledger", "C-77"], ["machine", "invite", "Nobody"],
                ["session", "end", "S-77", "--outcome", "done"],
                ["push", bed.place("absent"), "M-1:\(bed.customerFiles)/x", "--session", session],
                ["pull", "M-1:\(bed.customerFiles)/x", bed.place("x"), "--session", "S-77"],
            ] {
                refused(try await bed.run(ProgramPaths.console, arguments, expecting: 66))
            }
            for arguments in [["show", "S-77"], ["approve", "S-77"], ["deny", "77"], ["revoke", "ses_x"]] {
                refused(try await bed.run(ProgramPaths.agent, arguments, expecting: 66))
            }
        }

        @Test(arguments: [
            ["hamyar", "befriend"], ["hamyar", "push"], ["hamyar", "session", "request", "M-1"],
            ["hamyar", "session", "end", "S-1", "--outcome", "splendid"], ["hamyar-agent", "befriend"],
            ["hamyar-agent", "approve"],
            ["hamyar-agent", "approve", "S-1", "--for", "soon"], ["hamyar-agent", "approve", "S-1", "--accept-cost", "much"],
            ["hamyar", "record", "guidance"], ["hamyar", "verdict", "C-1"],
            ["hamyar", "verdict", "C-1", "demo", "--customer", "X"],
            ["hamyar", "contract", "state", "C-1", "dead", "--reason", "x"], ["hamyar", "quote", "mark", "Q-1", "stolen"],
            ["hamyar", "record", "guidance", "C-1", "--channel", "fax"], ["hamyar", "verdict", "C-1", "demo", "--place", "moon"],
        ])
        func `what is no command line is usage`(_ words: [String]) async throws {
            let bed = try TestBed("usage")
            let program = words[0] == "hamyar" ? ProgramPaths.console : ProgramPaths.agent
            let result = try await bed.run(program, Array(words.dropFirst()), expecting: 64)
            refused(result)
            #expect(result.output.isEmpty && result.errors.contains("--help"), "\(result)")
        }

        @Test(arguments: [
            ["verdict", "C-1", "demo", "--quantity", "2z"], ["verdict", "C-1", "demo", "--at", "25:00"],
            ["verdict", "C-1", "demo", "--at", "1405-12-30"], ["verdict", "C-1", "demo", "--distance", "40"],
            ["quote", "make", "C-1", "demo", "--discount", "200%"], ["quote", "make", "C-1", "demo", "--item", "5"],
            ["quote", "make", "C-1", "demo", "--item", "Work=5 toman"], ["due", "--within", "2y"],
            ["record", "demo", "C-1", "--accept-price", "5 toman"], ["contract", "renew", "C-1", "--quota", "hours"],
            ["correction", "adjust", "C-1", "--quota", "a", "--amount", "--1", "--reason", "x"],
        ])
        func `what is typed wrongly is said in one sentence before anybody is asked`(_ words: [String]) async throws {
            let bed = try TestBed("typed")
            // No technician has enrolled here: what is wrong with the words comes first.
            refused(try await bed.run(ProgramPaths.console, words, expecting: 64))
        }

        @Test func `sentences are Persian where the locale is`() async throws {
            let bed = try TestBed("persian")
            let result = try await bed.run(
                ProgramPaths.console, ["machine", "list"], expecting: 78, environment: ["LANG": "fa_IR.UTF-8"])
            #expect(result.errors.unicodeScalars.contains { (0x600...0x6ff).contains($0.value) }, "\(result)")
        }
    }
}
