import BootedMachines
import Foundation
import Primitives
import Testing

@testable import Installer

/// Examples/systemd/hamyar-installer.service, started by a real systemd.
@Suite(.enabled(if: BootedMachine.isPossible, "\(BootedMachine.needs)")) struct InstallerUnitTests {
    @Test func `it says what is missing, listens once it is set up, is back when killed, and stops in good order`() async throws {
        let unit = "hamyar-installer"
        let repository = try SignedRepository(now: SystemWallClock().now())
        defer { repository.remove() }
        let machine = try await BootedMachine.installed(
            [unit], ["root/1.root.json": try String(contentsOfFile: repository.rootFile, encoding: .utf8), "opt/ledger/here": ""])
        try await BootedMachine.until("what is missing") {
            try await machine.journal(of: unit).contains("/var/lib/hamyar-installer/installer.json cannot be used: absent.")
        }
        let asking = BootedMachine.product + ["/usr/local/bin/hamyar-installer"]
        func status(as user: String) async throws -> BootedMachine.Ran {
            try await machine.run(["setpriv", "--reuid", user, "--regid", user, "--clear-groups"] + asking + ["status"])
        }
        let made = try await machine.run(
            asking + [
                "init", "--root", "/root/1.root.json", "--client", "hamyar-agent", "--product",
                "ledger=/opt/ledger,user=hamyar-command,data=/srv/ledger",
            ])
        #expect(made.status == 0, "\(made.text)")
        try await BootedMachine.until("the installer") { try await status(as: "hamyar-agent").status == 0 }
        #expect(try await status(as: "hamyar-agent").text.contains("ledger"))
        #expect(try await status(as: "hamyar-command").status != 0)

        let before = try await machine.property("MainPID", of: unit)
        #expect(try await machine.run(["kill", "-9", before]).status == 0)
        try await BootedMachine.until("the installer again") {
            guard try await machine.property("MainPID", of: unit) != before else { return false }
            return try await status(as: "hamyar-agent").status == 0
        }
        #expect(try await machine.run(["systemctl", "stop", unit]).status == 0)
        for (name, value) in [("ActiveState", "inactive"), ("Result", "success"), ("ExecMainCode", "1"), ("ExecMainStatus", "0")]
        {
            #expect(try await machine.property(name, of: unit) == value, "\(name)")
        }
    }
}
