import BootedMachines
import Foundation
import Testing

extension IntegrationTests {
    /// Examples/systemd/hamyar-agent.service, started by a real systemd.
    @Suite(.enabled(if: BootedMachine.isPossible, "\(BootedMachine.needs)")) struct AgentUnitTests {
        @Test func `it says what is missing, is online once it is enrolled, is back when killed, and stops in good order`()
            async throws
        {
            let unit = "hamyar-agent"
            let state = "/var/lib/hamyar-agent"
            let bed = try TestBed("unit")
            try await bed.initialise()
            try await bed.startRelay()
            try await bed.enrolAdmin()
            try await bed.addCustomer()
            let machine = try await BootedMachine.installed([unit])
            try await BootedMachine.until("what is missing") {
                try await machine.journal(of: unit).contains("There is no enrolled agent in \(state)")
            }
            // As the head of the unit says.
            let code = try await bed.hamyar("machine", "invite", TestBed.customer, "--json").json["code"].string
            let enrolled = try await machine.run(
                ["setpriv", "--reuid", "hamyar-agent", "--regid", "hamyar-agent", "--clear-groups"] + BootedMachine.product
                    + ["/usr/local/bin/hamyar-agent", "enrol", bed.relayAddress, "--code", code, "--name", "till-1"]
                    + ["--state", state, "--root", "/srv", "--root", "/opt"])
            #expect(enrolled.status == 0, "\(enrolled.text)")
            try await bed.untilOnline()

            let before = try await machine.property("MainPID", of: unit)
            #expect(try await machine.run(["kill", "-9", before]).status == 0)
            let asking = BootedMachine.product + ["/usr/local/bin/hamyar-agent", "status", "--state", state]
            try await BootedMachine.until("the agent again") {
                guard try await machine.property("MainPID", of: unit) != before else { return false }
                return try await machine.run(asking).status == 0
            }
            try await bed.untilOnline()
            #expect(try await machine.run(["systemctl", "stop", unit]).status == 0)
            for (name, value) in [
                ("ActiveState", "inactive"), ("Result", "success"), ("ExecMainCode", "1"), ("ExecMainStatus", "0"),
            ] {
                #expect(try await machine.property(name, of: unit) == value, "\(name)")
            }
        }
    }
}
