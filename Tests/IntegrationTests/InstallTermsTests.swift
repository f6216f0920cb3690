import Foundation
import Testing

extension UpdatesEndToEnd {
    /// What a contract says of updates, and a link that is cut in the middle of one: the example product through the real programs.
    @Suite struct InstallTermsTests {
        @Test func `B7 the fix of the bought version comes by a policy, and is counted to nobody`() async throws {
            let bed = try await TestBed.ready(
                "fix",
                bought: .init(
                    plan: ProgramPaths.faragostar, version: "1.1", calendar: ProgramPaths.faragostarCalendar))
            let vendor = ReleaseBed(bed: bed)
            try await vendor.beginLedger()
            try await vendor.publishLedger("1.1")
            let machine = try await vendor.machine()
            let session = try await bed.activeSession("release-install", allow: "update:ledger")
            try await bed.hamyar("install", bed.machine, "ledger", "1.1")
            try await bed.end(session)
            #expect(try await machine.ask("POST", "/rows") == "kept")

            try await vendor.publishLedger("1.1.1", fixing: "1.1")
            try await bed.agent("policy", "add", "--allow", "update:ledger", "--until", CivilDays.ago(-30))
            try await Deadlines.wait("the fix") { try await machine.committed == "1.1.1" }
            try await Deadlines.wait("the end of its session") { try await bed.state(of: "S-1002") == "ended" }
            let own = try await bed.session("S-1002")
            #expect(own["lines"][0]["kind"].string == "bug-fix" && own["technician"].string.isEmpty, "\(own)")
            #expect(own["outcomes"][0]["result"].string == "succeeded")
            #expect(own["lines"][0]["settlement"].string == "consumed")
            #expect(try await bed.ledgerEntries(of: "S-1002").contains("use"))
            #expect(try await machine.ask("GET", "/version") == "1.1.1")
            #expect(try await machine.ask("GET", "/rows") == "1")
            try await bed.verifyLogs()
            await machine.end()
        }

        @Test func `a lapsed contract: the quote is shown, refused, and not one byte is fetched`() async throws {
            let bed = try await TestBed.ready("lapsed", bought: .init(daysAgo: 500))
            let vendor = ReleaseBed(bed: bed)
            try await vendor.beginLedger()
            try await vendor.publishLedger("1.0")
            let machine = try await vendor.machine()
            // What the vendor broke costs nothing, in or out of the term.
            let session = try await bed.request("remote-install", allow: "update:ledger", more: ["--initiator", "vendor"])
            try await bed.approve(session)
            try await bed.hamyar("install", bed.machine, "ledger", "1.0")
            try await bed.end(session)
            try await vendor.publishLedger("1.1")
            try await bed.hamyar("quote", "make", bed.contract, "new-version", "--item", "Version 1.1=5,000,000", "--tax", "10%")
            try await bed.agent("policy", "add", "--allow", "update:ledger", "--until", CivilDays.ago(-30))
            try await Deadlines.wait("the question") { try await bed.waiting() == ["S-1002"] }
            let shown = try await bed.agentSession("S-1002")
            #expect(shown["verdict"]["price_rials"].int == 5_500_000, "\(shown)")
            try await bed.agent("deny", "S-1002", "--reason", "too dear")
            try await Deadlines.wait("the refusal") { try await bed.state(of: "S-1002") == "ended" }
            // By the relay's record of fetches, and what is on the machine.
            #expect(try await vendor.fetched() == ["1.0"])
            let spool = bed.agentState + "/updates/targets"
            #expect(try FileManager.default.contentsOfDirectory(atPath: spool) == [])
            let holders = try await bed.hamyar("release", "list", "ledger", "--json").json["machines"].array
            #expect(holders.map(\.["version"].string) == ["1.0"], "\(holders)")
            let kinds = try await bed.auditKinds(of: "S-1002")
            #expect(!kinds.contains("operation.intent") && kinds.contains("session.denied"), "\(kinds)")
            #expect(try await bed.ledgerEntries(of: "S-1002").isEmpty)
            #expect(try await machine.ask("GET", "/version") == "1.0")
            try await bed.verifyLogs()
            await machine.end()
        }

        @Test func `the link cut between switched and committed: the new version stays, no row is lost, the outcome comes later`()
            async throws
        {
            let bed = try await TestBed.ready("cut")
            let vendor = ReleaseBed(bed: bed)
            try await vendor.beginLedger()
            try await vendor.publishLedger("1.0")
            let wire = try await Wire.lay(in: bed)
            let machine = try await vendor.machine()
            let first = try await bed.activeSession("remote-install", allow: "update:ledger")
            try await bed.hamyar("install", bed.machine, "ledger", "1.0")
            try await bed.end(first)
            #expect(try await machine.ask("POST", "/rows") == "kept")

            // It must be well for so long that there is time to cut the link.
            try await vendor.publishLedger("1.1", ("holds: 2", "holds: 15"))
            let session = try await bed.activeSession("remote-install", allow: "update:ledger")
            let asking = try bed.start(ProgramPaths.console, ["install", bed.machine, "ledger", "1.1", "--json"])
            try await Deadlines.wait("the start of 1.1") { (try? await machine.ask("GET", "/version")) == "1.1" }
            await wire.cut()
            let product = try await bed.agent("versions", "--json").json["products"][0]
            #expect(product["version"].string == "1.0" && product["installing"].string == "1.1", "\(product)")
            // Clerks work on meanwhile.
            for _ in 0..<3 { #expect(try await machine.ask("POST", "/rows") == "kept") }
            try await Deadlines.wait("the commit", within: .seconds(120)) { try await machine.committed == "1.1" }
            #expect(try await bed.session(session)["outcomes"].array.isEmpty)
            #expect(try await bed.settlement(of: session) == "held")
            #expect(try await bed.ledgerEntries(of: session) == ["hold"])
            #expect(try await machine.ask("GET", "/rows") == "4")

            try await wire.mend()
            // The agent waits longer and longer between its attempts to come back.
            try await Deadlines.wait("the outcome", within: .seconds(120)) {
                try await bed.session(session)["outcomes"].array.count == 1
            }
            #expect(try await asking.status(within: .seconds(120)) == 0, "\(asking.errors)")
            #expect(try JSON(parsing: asking.output)["new_version"].string == "1.1")
            try await bed.end(session)
            try await Deadlines.wait("the settlement") { try await bed.ledgerEntries(of: session) == ["hold", "close"] }
            let balance = try await bed.balance("remote-install")
            #expect(balance["consumed_thousandths"].int == 2000 && balance["available_thousandths"].int == 0, "\(balance)")
            for log in [try await bed.auditKinds(of: session), try await bed.agentAuditKinds(of: session)] {
                #expect(log.count { $0 == "operation.intent" } == 1 && log.count { $0 == "operation.outcome" } == 1, "\(log)")
            }
            #expect(try await machine.ask("GET", "/version") == "1.1")
            #expect(try await machine.ask("GET", "/rows") == "4")
            try await bed.verifyLogs()
            await machine.end()
        }
    }
}
