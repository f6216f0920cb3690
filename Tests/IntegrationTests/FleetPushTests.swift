import Foundation
import Testing

extension TransfersEndToEnd {
    /// One push to several machines (`push --to`), with real programs.
    @Suite(.serialized) struct FleetPushTests {
        /// An agent beside the bed's own.
        private struct Till {
            let bed: TestBed
            let number: String
            let state: String

            func agent(_ words: String...) async throws -> CommandResult {
                try await bed.run(ProgramPaths.agent, words, environment: ["HAMYAR_AGENT_STATE": state])
            }

            func start() async throws -> RunningProgram {
                let program = try bed.start(ProgramPaths.agent, ["run"], environment: ["HAMYAR_AGENT_STATE": state])
                try await Deadlines.wait("\(number) online") {
                    try await bed.hamyar("machine", "list", "--json").json["machines"].array
                        .contains { $0["number"].string == number && $0["online"].bool == true }
                }
                return program
            }

            /// The customer says yes.
            func approve(_ session: String) async throws {
                try await Deadlines.wait("\(session) at \(number)") {
                    try await agent("requests", "--json").json["sessions"].array.contains { $0["number"].string == session }
                }
                _ = try await agent("approve", session)
            }
        }

        private func till(_ bed: TestBed, _ number: Int, of customer: String, contract: String?) async throws -> Till {
            let words = ["machine", "invite", customer] + (contract.map { ["--contract", $0] } ?? []) + ["--json"]
            let code = try await bed.run(ProgramPaths.console, words).json["code"].string
            let till = Till(bed: bed, number: "M-\(number)", state: bed.place("agent-\(number)"))
            _ = try await till.agent("enrol", bed.relayAddress, "--code", code, "--name", "till-\(number)")
            return till
        }

        @Test func `H46 one upload, a session and an outcome for each machine; after a kill the same command goes on`()
            async throws
        {
            let bed = try await TestBed.ready("fleet")
            let near = try await till(bed, 2, of: TestBed.customer, contract: bed.contract)
            let away = try await till(bed, 3, of: TestBed.customer, contract: bed.contract)
            // Nobody has paid for anything there.
            try await bed.hamyar("customer", "add", "Arvand Trading")
            _ = try await till(bed, 4, of: "Arvand Trading", contract: nil)
            let running = try await near.start()

            let file = try SampleFile(bed.place("fix.bin"), size: 3_000_000)
            let target = bed.customerFiles + "/fix.bin"
            let words = [
                "push", file.path, "--to", "name=till-*", "--path", target, "--kind", "error-fixing", "--reason",
                "The totals are wrong", "--json", "--yes", "--expect", "4",
            ]
            // After the first machine's the relay takes seconds to store each other one's: the console is killed in between. Writes that
            // wait share a commit, so that two may come at once.
            try await bed.sql(
                """
                CREATE TRIGGER slow BEFORE INSERT ON stored_operations WHEN (SELECT count(*) FROM stored_operations) > 0 BEGIN
                    SELECT count(*) FROM (WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 20000000)
                        SELECT i FROM n);
                END
                """)
            let pushing = try bed.start(ProgramPaths.console, words)
            try await Deadlines.wait("the first machine's push at the relay") {
                guard pushing.isRunning else { throw Deadlines.Missed(description: "\(pushing.output)\n\(pushing.errors)") }
                return try Self.stored(bed) > 0
            }
            await pushing.kill()
            #expect(try Self.stored(bed) < 3)
            for line in ["Machines: 4", "Left out: 1", "till-4"] { #expect(pushing.errors.contains(line), "\(pushing.errors)") }
            try await bed.sql("DROP TRIGGER slow")
            let before = try await Self.sessions(bed)
            let done = try await bed.run(ProgramPaths.console, words, within: .seconds(90)).json
            let machines = done["machines"].array
            #expect(machines.count == 3 && machines.allSatisfy { $0["stored"].bool == true })
            let sessions = try await Self.sessions(bed)
            #expect(sessions.count == 3 && before.isSubset(of: sessions))
            #expect(Set(machines.map(\.["session"].string)) == sessions)
            #expect(try FileManager.default.contentsOfDirectory(atPath: bed.data + "/blobs").count == 1)

            let session = { (number: String) in
                machines.first { $0["number"].string == number }.map { $0["session"].string } ?? ""
            }
            // One says yes, one no, one is away and says yes later.
            let first = session("M-1")
            try await Deadlines.wait("\(first) at M-1") { try await bed.waiting().contains(first) }
            try await bed.agent("approve", first)
            try await Deadlines.wait("the file") { try file.stands(at: target) }
            try await Deadlines.wait("the end") { try await bed.state(of: session("M-1")) == "ended" }
            try FileManager.default.removeItem(atPath: target)
            _ = try await near.agent("deny", session("M-2"))
            try await Deadlines.wait("the denial") { try await bed.state(of: session("M-2")) == "ended" }
            #expect(try await bed.state(of: session("M-3")) == "requested")
            let late = try await away.start()
            try await away.approve(session("M-3"))
            try await Deadlines.wait("the file") { try file.stands(at: target) }
            try await Deadlines.wait("the end") { try await bed.state(of: session("M-3")) == "ended" }
            let transfers = try await bed.hamyar("transfers", "--all", "--json").json["transfers"].array
            #expect(transfers.map(\.["state"].string).sorted() == ["done", "done", "failed"])
            #expect(try await Self.sessions(bed, all: true) == sessions)
            for program in [running, late] { await program.kill() }
            try await bed.verifyLogs()
        }

        /// Machines of the plan on the technician's disk whose push is at the relay.
        private static func stored(_ bed: TestBed) throws -> Int {
            let place = bed.technicianState + "/waiting"
            let plans = (try? FileManager.default.subpathsOfDirectory(atPath: place)) ?? []
            return plans.filter { $0.hasSuffix(".json") }.count { name in
                let text = FileManager.default.contents(atPath: place + "/" + name).map { String(decoding: $0, as: UTF8.self) }
                return (try? text.map { try JSON(parsing: $0) }?["isStored"].bool) == true
            }
        }

        private static func sessions(_ bed: TestBed, all: Bool = false) async throws -> Set<String> {
            let words = ["session", "list"] + (all ? [] : ["--open"]) + ["--json"]
            return Set(try await bed.run(ProgramPaths.console, words).json["sessions"].array.map(\.["number"].string))
        }
    }
}
