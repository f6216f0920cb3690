import Foundation
import Testing

extension IntegrationTests {
    /// The customer's word: refused, narrowed, priced, and short.
    @Suite struct ConsentTests {
        @Test func `a denied request is over for both sides, and holds nothing`() async throws {
            let bed = try await TestBed.ready("deny")
            let file = try SampleFile(bed.place("file.bin"), size: 1000)
            let session = try await bed.request("remote-install")
            try await Deadlines.wait("the request") { try await bed.waiting().contains(session) }
            let asking = [
                "session", "request", bed.machine, "--service", "error-fixing", "--allow", "push:\(bed.customerFiles)",
                "--reason",
                "r", "--wait",
            ]
            let waiting = try bed.start(ProgramPaths.console, asking)
            try await bed.agent("deny", session, "--reason", "Not now")
            try await Deadlines.wait("the denial at the relay") { try await bed.state(of: session) == "ended" }
            #expect(try await bed.session(session)["ended_reason"].string == "denied")
            #expect(try await bed.balance("remote-install")["available_thousandths"].int == 2000)
            try await bed.agent("approve", session, expecting: 86)
            let refused = try await bed.push(file.path, to: bed.customerFiles + "/f", session: session, expecting: 80)
            #expect(refused.saysOneSentence, "\(refused)")

            // Who waits for the answer hears it, with its status.
            let other = try await Deadlines.first("the second request") { try await bed.waiting().first { $0 != session } }
            try await bed.agent("deny", other)
            #expect(try await waiting.status() == 80)
            #expect(FileManager.default.subpaths(atPath: bed.customerFiles)?.isEmpty == true)
            try await bed.verifyLogs()
        }

        @Test func `H42 only what was allowed: a push outside the narrowed path is refused at the agent`() async throws {
            let bed = try await TestBed.ready("only")
            let file = try SampleFile(bed.place("file.bin"), size: 1000)
            let session = try await bed.request()
            let (inside, outside) = (bed.customerFiles + "/allowed/f", bed.customerFiles + "/f")
            try FileManager.default.createDirectory(atPath: bed.customerFiles + "/allowed", withIntermediateDirectories: true)
            try await Deadlines.wait("the request") { try await bed.waiting().contains(session) }
            // Narrower only: beside it, above it, and other words are refused.
            for wider in ["push:/tmp", "push:\(bed.place.path)", "pull:\(bed.customerFiles)", "push:\(bed.customerFiles)x"] {
                try await bed.agent("approve", session, "--only", wider, expecting: 87)
            }
            try await bed.agent("approve", session, "--for", "31m", expecting: 87)
            try await bed.approve(session, "--only", "push:\(bed.customerFiles)/allowed", "--for", "10m")
            try await bed.push(file.path, to: outside, session: session, expecting: nil)
            #expect(!FileManager.default.fileExists(atPath: outside))
            // Said by the technician's program itself; a program that does not ask learns it from the agent: see AttackerTests.
            try await bed.push(file.path, to: inside, session: session)
            #expect(try file.stands(at: inside))
            #expect(try await bed.session(session)["grant"]["scope"].array.map(\.string) == ["push:\(bed.customerFiles)/allowed"])
            #expect(try await bed.session(session)["grant"]["duration_seconds"].int == 600)
        }

        @Test func `H42 one byte more than was allowed is refused at the agent`() async throws {
            let bed = try await TestBed.ready("bytes")
            let (first, second) = (try SampleFile(bed.place("a.bin"), size: 600), try SampleFile(bed.place("b.bin"), size: 401))
            let session = try await bed.request("error-fixing", more: ["--bytes", "1000"])
            try await bed.approve(session)
            try await bed.push(first.path, to: bed.customerFiles + "/a", session: session)
            try await bed.push(second.path, to: bed.customerFiles + "/b", session: session, expecting: 87)
            #expect(!FileManager.default.fileExists(atPath: bed.customerFiles + "/b"))
            try Data(repeating: 1, count: 400).write(to: URL(fileURLWithPath: second.path))
            try await bed.push(second.path, to: bed.customerFiles + "/b", session: session)
        }

        @Test func `what the agent never allows is refused before anybody is asked`() async throws {
            let bed = try await TestBed.ready("roots")
            for word in [
                "push:/", "push:/etc", "push:\(bed.agentState)", "push:\(bed.agentState)/x", "push:\(ProgramPaths.agent)",
            ] {
                let refused = try await bed.run(
                    ProgramPaths.console,
                    ["session", "request", bed.machine, "--service", "error-fixing", "--allow", word, "--reason", "r"],
                    expecting: nil)
                #expect([64, 87].contains(refused.status), "\(word): \(refused)")
            }
            #expect(try await bed.waiting().isEmpty)
        }

        @Test func `what costs is allowed only at its price, and within the person's limit`() async throws {
            let bed = try TestBed("cost")
            try Self.pricedPlan.write(toFile: bed.place("priced.yaml"), atomically: true, encoding: .utf8)
            try await bed.initialise()
            try await bed.startRelay()
            try await bed.enrolAdmin()
            try await bed.hamyar("customer", "add", TestBed.customer)
            try await bed.addContract(plan: bed.place("priced.yaml"))
            try await bed.enrolMachine(contract: bed.contract)
            try await bed.startAgent()
            try await bed.untilOnline()
            let session = try await bed.request("cleaning")
            #expect(try await bed.session(session)["verdict"]["price_rials"].int == 1_500_000)
            try await Deadlines.wait("the request") { try await bed.waiting().contains(session) }
            try await bed.agent("approve", session, expecting: 90)
            try await bed.agent("approve", session, "--accept-cost", "1499999", expecting: 90)
            try await bed.agent("approve", session, "--accept-cost", "1500000", expecting: 77)
            #expect(try await bed.state(of: session) != "active")
            try await bed.agent("approver", "set", "root", "--cost-limit", "1499999", "--admin")
            try await bed.agent("approve", session, "--accept-cost", "1500000", expecting: 77)
            try await bed.agent("approver", "set", "root", "--cost-limit", "1500000", "--admin")
            try await bed.approve(session, "--accept-cost", "1500000")
            #expect(try await bed.session(session)["grant"]["accepted_cost_rials"].int == 1_500_000)
            try await bed.verifyLogs()
        }

        private static let pricedPlan = """
            plan: priced
            edition: "1"
            title: { fa: نظافت, en: Cleaning }
            months: 12
            quotas: {}
            kinds:
              assessment:
                title: { fa: بررسی, en: Assessment }
                rules:
                  - { id: P0, places: [remote], inside: free, outside: free }
              cleaning:
                title: { fa: نظافت, en: Cleaning }
                rules:
                  - { id: P1, places: [remote], inside: { fixed: 1500000 }, outside: quote }
            """

        @Test func `H42 a grant that is over allows nothing more`() async throws {
            let bed = try await TestBed.ready("expiry")
            let file = try SampleFile(bed.place("file.bin"), size: 1000)
            let before = bed.customerFiles + "/before"
            var session = ""
            // The shortest one that leaves this machine the time for a push.
            for seconds in [3, 10, 30] where !FileManager.default.fileExists(atPath: before) {
                session = try await bed.request("error-fixing", more: ["--for", "\(seconds)s"])
                try await Deadlines.wait("the question") { try await bed.waiting().contains(session) }
                try await bed.agent("approve", session)
                try await bed.push(file.path, to: before, session: session, expecting: nil)
            }
            #expect(FileManager.default.fileExists(atPath: before))
            try await Deadlines.wait("the end of the grant") { try await bed.agentSession(session)["state"].string == "ended" }
            #expect(try await bed.agentSession(session)["ended_code"].string == "grant-expired")
            try await bed.push(file.path, to: bed.customerFiles + "/after", session: session, expecting: 85)
            #expect(!FileManager.default.fileExists(atPath: bed.customerFiles + "/after"))
            try await Deadlines.wait("the settlement") {
                try await bed.session(session)["lines"][0]["settlement"].string == "consumed"
            }
            try await bed.verifyLogs()
        }
    }
}
