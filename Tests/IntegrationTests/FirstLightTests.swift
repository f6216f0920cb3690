import Cryptography
import Foundation
import Testing

extension IntegrationTests {
    /// The main job end to end: asked, entitled, allowed, carried, verified, accounted, logged.
    @Suite struct FirstLightTests {
        @Test func `a fix under A9 posts its use and changes no quota; an installer under A3 takes one of two`() async throws {
            let bed = try await TestBed.ready("first-light")
            let file = try SampleFile(bed.place("fix.bin"), size: 3_000_000)
            let quota = try await bed.balance("remote-install")
            #expect(quota["available_thousandths"].int == 2000)

            // A9: covered, not counted.
            let fix = try await bed.request("error-fixing")
            let asked = try await bed.session(fix)
            #expect(asked["verdict"]["parts"][0]["rule"].string == "A9")
            #expect(asked["verdict"]["parts"][0]["coverage"].string == "covered")
            #expect(asked["verdict"]["price_rials"].int == 0)
            try await bed.approve(fix)
            let pushed = try await bed.push(file.path, to: bed.customerFiles + "/fix.bin", session: fix).json
            #expect(try file.stands(at: bed.customerFiles + "/fix.bin"))
            #expect(pushed["outcome"]["result"].string == "succeeded")
            #expect(pushed["sha256"].string == file.digest.description)
            try await bed.end(fix)
            #expect(try await bed.balance("remote-install") == quota)
            #expect(try await bed.ledgerEntries(of: fix).contains("use"))

            // A3: two, then one.
            let install = try await bed.request("remote-install")
            let part = try await bed.session(install)["verdict"]["parts"][0]
            #expect(part["rule"].string == "A3")
            #expect(part["bucket"].string == "remote-install")
            #expect(part["left_after_thousandths"].int == 1000)
            try await bed.approve(install)
            #expect(try await bed.balance("remote-install")["reserved_thousandths"].int == 1000)
            try await bed.push(file.path, to: bed.customerFiles + "/installer.bin", session: install)
            #expect(try file.stands(at: bed.customerFiles + "/installer.bin"))
            try await bed.end(install)
            let after = try await bed.balance("remote-install")
            #expect(after["available_thousandths"].int == 1000)
            #expect(after["consumed_thousandths"].int == 1000)
            #expect(after["reserved_thousandths"].int == 0)
            #expect(try await bed.ledgerEntries(of: install) == ["hold", "close"])
            #expect(try await bed.session(install)["lines"][0]["settlement"].string == "consumed")

            try await bed.verifyLogs()
            // Intent before effect, outcome after: in both logs.
            for log in [try await bed.auditKinds(of: fix), try await bed.agentAuditKinds(of: fix)] {
                let intent = try #require(log.firstIndex(of: "operation.intent"))
                let outcome = try #require(log.firstIndex(of: "operation.outcome"))
                #expect(intent < outcome)
            }
        }

        @Test func `a pull brings back what was pushed, a push over a file keeps it, nothing is overwritten here`() async throws {
            let bed = try await TestBed.ready("pull")
            let (old, new) = (
                try SampleFile(bed.place("old.bin"), size: 700_000), try SampleFile(bed.place("new.bin"), size: 900_000)
            )
            let there = bed.customerFiles + "/app.bin"
            let session = try await bed.request("error-fixing", more: ["--allow", "pull:\(bed.customerFiles)"])
            try await bed.approve(session)
            try await bed.push(old.path, to: there, session: session)
            let backup = try await bed.push(new.path, to: there, session: session).json["backup"].string
            #expect(try new.stands(at: there))
            #expect(try old.stands(at: (backup.hasPrefix("/") ? "" : bed.customerFiles + "/") + backup))

            let back = bed.place("back.bin")
            let pull = ["pull", "\(bed.machine):\(there)", back, "--session", session, "--json"]
            try await bed.run(ProgramPaths.console, pull)
            #expect(try new.stands(at: back))
            try await bed.run(ProgramPaths.console, pull, expecting: 73)
            try await bed.end(session)
            try await bed.verifyLogs()
        }

        @Test func `a dry run shows the verdict and asks nobody`() async throws {
            let bed = try await TestBed.ready("dry")
            let before = try await bed.hamyar("ledger", bed.contract, "--json").json
            let arguments = [
                "session", "request", bed.machine, "--service", "remote-install", "--allow", "push:/tmp", "--reason", "r",
            ]
            let shown = try await bed.run(ProgramPaths.console, arguments + ["--dry-run", "--json"]).json
            #expect(shown["lines"][0]["parts"][0]["rule"].string == "A3")
            #expect(shown["lines"][0]["contract"].string == bed.contract)
            #expect(try await bed.hamyar("session", "list", "--json").json["sessions"].array.isEmpty)
            #expect(try await bed.waiting().isEmpty)
            #expect(try await bed.hamyar("ledger", bed.contract, "--json").json == before)
        }

        @Test func `several contracts that could pay are listed, and nothing is guessed or held`() async throws {
            let bed = try await TestBed.ready("several", extra: ["payroll"])
            let other = "C-1002"
            let arguments = [
                "session", "request", bed.machine, "--service", "remote-install", "--allow", "push:/tmp", "--reason", "r",
            ]
            for flags in [["--json"], ["--json", "--dry-run"]] {
                let listed = try await bed.run(ProgramPaths.console, arguments + flags, expecting: 82)
                #expect(try listed.json["lines"].array.map(\.["contract"].string).sorted() == [bed.contract, other].sorted())
                #expect(listed.saysOneSentence, "\(listed)")
            }
            #expect(try await bed.hamyar("session", "list", "--json").json["sessions"].array.isEmpty)
            for contract in [bed.contract, other] {
                #expect(try await bed.balance("remote-install", of: contract)["reserved_thousandths"].int == 0)
            }
            let chosen = try await bed.request("remote-install", more: ["--contract", other])
            #expect(try await bed.session(chosen)["verdict"]["parts"][0]["contract"].string == other)
        }

        @Test func `what the contract does not cover is not asked`() async throws {
            let bed = try await TestBed.ready("uncovered")
            for service in ["remote-training-of-cats", "brought-install"] {
                let refused = try await bed.run(
                    ProgramPaths.console,
                    ["session", "request", bed.machine, "--service", service, "--allow", "push:/tmp", "--reason", "r", "--json"],
                    expecting: 81)
                #expect(refused.saysOneSentence, "\(refused)")
            }
            #expect(try await bed.hamyar("session", "list", "--json").json["sessions"].array.isEmpty)
        }

        @Test func `a machine that is away says since when, and the request waits for it`() async throws {
            let bed = try await TestBed.ready("away")
            let file = try SampleFile(bed.place("file.bin"), size: 10_000)
            let session = try await bed.activeSession()
            await bed.kill(.agent)
            try await Deadlines.wait("the machine away") { try await !bed.machineIsOnline() }
            let seen = try await bed.hamyar("machine", "list", "--json").json["machines"][0]["last_seen"].string
            #expect(seen.hasPrefix("20"))
            // Long away: nobody waits for it.
            try await bed.sql("UPDATE machines SET last_seen = last_seen - 600000")
            let away = try await bed.push(file.path, to: bed.customerFiles + "/file.bin", session: session, expecting: 83)
            #expect(away.saysOneSentence, "\(away)")
            let parameters = try away.json["error"]["parameters"].array
            #expect(parameters.contains { $0["name"].string == "last_seen" && $0["value"].string != "0" })

            let waiting = try await bed.request()
            #expect(try await bed.state(of: waiting) == "requested")
            try await bed.startAgent()
            try await bed.approve(waiting)
            try await bed.push(file.path, to: bed.customerFiles + "/file.bin", session: session)
            #expect(try file.stands(at: bed.customerFiles + "/file.bin"))
        }
    }
}
