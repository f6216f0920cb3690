import Foundation
import Testing

extension UpdatesEndToEnd {
    /// A real product through the real programs: relay, agent, installer, both command lines.
    @Suite struct InstallTests {
        @Test func `C3 A15 1.0, 1.1 by patch, 2.0 by a policy, a broken 2.1 that rolls itself back: every row is there`()
            async throws
        {
            let bed = try await TestBed.ready("install")
            let vendor = ReleaseBed(bed: bed)
            try await vendor.beginLedger()
            try await vendor.publishLedger("1.0")
            let machine = try await vendor.machine()

            let session = try await bed.request(
                "remote-install", allow: "update:ledger", more: ["--allow", "patch:ledger"])
            try await bed.approve(session)
            let first = try await bed.hamyar("install", bed.machine, "ledger", "1.0", "--json").json
            #expect(first["new_version"].string == "1.0" && first["outcome"]["result"].string == "succeeded")
            #expect(try await machine.ask("GET", "/version") == "1.0")
            #expect(try await machine.ask("POST", "/rows") == "kept")

            try await vendor.publishLedger("1.1")
            let patch = "ledger/1.1/from-1.0"
            let patched = try await bed.hamyar("patch", bed.machine, patch, "--json").json
            #expect(patched["old_version"].string == "1.0" && patched["new_version"].string == "1.1")
            let steps = patched["steps"].array.map { $0["name"].string }
            #expect(steps.contains("verified") && steps.contains("switched") && steps.last == "committed", "\(steps)")
            #expect(patched["outcome"]["bytes"].int < first["outcome"]["bytes"].int)
            #expect(try await machine.ask("GET", "/version") == "1.1")
            let versions = try await bed.agent("versions", "--json").json["products"][0]
            #expect(versions["version"].string == "1.1" && versions["kept"][0]["version"].string == "1.0")

            // Taken back; applied again once somebody at the machine says so.
            let undone = try await bed.hamyar("patch", "undo", bed.machine, patch, "--json").json
            #expect(undone["outcome"]["result"].string == "succeeded" && undone["new_version"].string == "1.0", "\(undone)")
            #expect(try await machine.ask("GET", "/version") == "1.0")
            #expect(try await machine.ask("GET", "/rows") == "1")
            let refused = try await bed.hamyar("patch", bed.machine, patch, "--json", expecting: 88).json
            #expect(refused["outcome"]["code"].string == "install.failed-before", "\(refused)")
            try await bed.run(ProgramPaths.installer, ["forget", "ledger", "1.1", "--socket", machine.socket])
            let twice = try await bed.hamyar("patch", bed.machine, patch, "--json").json
            #expect(twice["outcome"]["result"].string == "succeeded" && twice["new_version"].string == "1.1", "\(twice)")
            #expect(try await machine.ask("GET", "/version") == "1.1")
            try await bed.end(session)
            try await Deadlines.wait("the settlement") { try await bed.ledgerEntries(of: session) == ["hold", "close"] }

            // The customer allows it once; the machine does the rest.
            try await vendor.publishLedger("2.0")
            let policy = try await bed.agent("policy", "add", "--allow", "update:ledger", "--until", CivilDays.ago(-30)).output
            #expect(policy.contains("    Any newer release of this product that the vendor signed"), "\(policy)")
            try await Deadlines.wait("2.0") { try await machine.committed == "2.0" }
            try await Deadlines.wait("the end of its session") {
                try await bed.hamyar("session", "list", "--json").json["sessions"].array.contains {
                    $0["reason"].string == "ledger 2.0" && $0["state"].string == "ended"
                }
            }
            let own = try await bed.session("S-1002")
            #expect(own["lines"][0]["settlement"].string == "consumed" && own["technician"].string.isEmpty)
            #expect(own["outcomes"][0]["result"].string == "succeeded")
            #expect(try await machine.ask("GET", "/version") == "2.0")
            #expect(try await machine.ask("GET", "/rows") == "1")
            #expect(try await machine.ask("POST", "/rows") == "kept")

            // A broken one, asked for by a technician: it rolls itself back, and both logs say so. It never gets well: that is not
            // waited for long.
            try await vendor.publishLedger("2.1", ("within: 60", "within: 6"))
            let again = try await bed.request("remote-install", allow: "patch:ledger", more: ["--allow", "update:ledger"])
            try await bed.approve(again)
            // 2.0 was installed since: the patch cannot be taken back any more.
            let late = try await bed.hamyar("patch", "undo", bed.machine, patch, "--json", expecting: nil).json
            #expect(late["outcome"]["result"].string == "not-performed", "\(late)")
            let broken = try await bed.hamyar("install", bed.machine, "ledger", "2.1", "--json", expecting: 1).json
            #expect(broken["outcome"]["code"].string == "install.unhealthy" && broken["new_version"].string == "2.0")
            #expect(try await machine.ask("GET", "/version") == "2.0")
            #expect(try await machine.ask("GET", "/rows") == "2")
            #expect(try await bed.session(again)["outcomes"].array.map(\.["code"].string).last == "install.unhealthy")
            try await bed.end(again, "failed")
            // As all work that failed: nothing is counted until an admin decides.
            try await Deadlines.wait("the settlement") { try await bed.settlement(of: again) == "disputed" }
            #expect(try await bed.balance("remote-install")["consumed_thousandths"].int == 1000)
            try await bed.verifyLogs()
            // Nobody let go of a stream before it was over.
            let logged = (bed.process(.relay)?.errors ?? "") + (bed.process(.agent)?.errors ?? "")
            #expect(!logged.contains("stream.reset") && logged.contains("connected"))
            // 2.0 is taken out: the machine goes on with it, and is named, now and in the list.
            let gone = try await vendor.release("withdraw", "ledger", "2.0")
            #expect(gone["installed"].array.count == 1 && gone["dropped"].array.isEmpty, "\(gone)")
            try await vendor.release("sign", keys: vendor.ledgerKeys)
            try await vendor.release("publish")
            let listed = try await bed.hamyar("release", "list", "ledger", "2.0", "--json").json
            #expect(listed["machines"].array.map { $0["installed"].bool } == [true])
            #expect(listed["targets"].array.allSatisfy { $0["withdrawn"] != .null && $0["installed"].int == 1 })
            let kept = try await bed.agent("keep", "ledger", "--json", expecting: 88).json
            #expect(kept["error"]["code"].string == "install.not-undecided")
            await machine.end()
        }
    }
}

extension InstallerBed {
    var committed: String {
        get async throws { try await bed.agent("versions", "--json").json["products"][0]["version"].string }
    }
}
