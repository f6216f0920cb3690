import Foundation
import Testing

extension UpdatesEndToEnd {
    /// The agent's own updates by the real agent, its installer, a relay and a technician.
    @Suite struct AgentUpdateTests {
        @Test func `the agent updates itself; one that is broken, or does not reach the relay, is taken back and that is told`()
            async throws
        {
            let machine = try await AgentProductBed.start("agent-update")
            let bed = machine.bed
            #expect(try await machine.running == "0.1.0")
            let session = try await bed.activeSession("remote-install", allow: "update:hamyar-agent")
            for (version, before) in [("1.0", ""), ("1.1", "1.0")] {
                try await machine.publish(version)
                let told = try await install(version, on: bed)
                #expect(told["outcome"]["result"].string == "succeeded", "\(told)")
                #expect(told["new_version"].string == version && told["old_version"].string == before)
                #expect(machine.committed == version)
                #expect(try await machine.running == version)
            }
            try await bed.end(session)
            try await Deadlines.wait("the settlement") { try await bed.ledgerEntries(of: session) == ["hold", "close"] }
            #expect(try await bed.balance("remote-install")["consumed_thousandths"].int == 1000)

            // One that ends at once.
            try await machine.publish("1.2", within: 6, program: "#!/bin/sh\nexit 1\n")
            let second = try await bed.activeSession("remote-install", allow: "update:hamyar-agent")
            let broken = try await install("1.2", on: bed, expecting: 1)
            #expect(broken["outcome"]["code"].string == "install.not-reported", "\(broken)")
            #expect(broken["new_version"].string == "1.1")
            #expect(machine.committed == "1.1")
            #expect(try await machine.running == "1.1")

            // One that is sound and does not reach the relay.
            try await machine.publish("1.3", within: 30)
            let asking = try bed.start(
                ProgramPaths.console, ["install", bed.machine, AgentProductBed.product, "1.3", "--json"])
            let targets = machine.place + "/data/updates/targets"
            try await Deadlines.wait("the payload", within: .seconds(60)) {
                let names = (try? FileManager.default.contentsOfDirectory(atPath: targets)) ?? []
                return names.contains { $0.count == 64 }
            }
            await bed.kill(.relay)
            await asking.kill()
            try await Deadlines.wait("the switch", within: .seconds(60)) { machine.committed == "1.3" }
            try await Deadlines.wait("the new agent") { (try? await machine.running) == "1.3" }
            try await Deadlines.wait("the way back", within: .seconds(180)) { machine.committed == "1.1" }
            try await Deadlines.wait("the agent before") { (try? await machine.running) == "1.1" }
            try await bed.startRelay()
            try await Deadlines.wait("the outcome") { try await bed.session(second)["outcomes"].array.count == 2 }
            let outcomes = try await bed.session(second)["outcomes"].array
            #expect(outcomes.map(\.["code"].string) == ["install.not-reported", "install.not-reported"])
            // Asked again, the technician hears the same.
            let again = try await install("1.3", on: bed, expecting: 1)
            #expect(again["outcome"]["code"].string == "install.not-reported" && again["new_version"].string == "1.1")
            try await bed.end(second, "failed")
            // As all work that failed: nothing is counted until an admin decides.
            try await Deadlines.wait("the settlement") { try await bed.settlement(of: second) == "disputed" }
            #expect(try await bed.balance("remote-install")["consumed_thousandths"].int == 1000)
            for number in [session, second] {
                for log in [try await bed.auditKinds(of: number), try await bed.agentAuditKinds(of: number)] {
                    #expect(log.count { $0 == "operation.intent" } == 2 && log.count { $0 == "operation.outcome" } == 2, "\(log)")
                }
            }
            try await bed.verifyLogs()
            #expect(machine.killed == 0, "each agent made way for the next by itself")
            await machine.end()
        }

        private func install(_ version: String, on bed: TestBed, expecting status: Int32 = 0) async throws -> JSON {
            try await bed.run(
                ProgramPaths.console, ["install", bed.machine, AgentProductBed.product, version, "--json"], expecting: status,
                within: .seconds(120)
            ).json
        }
    }
}
