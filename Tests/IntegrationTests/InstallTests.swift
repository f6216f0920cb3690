import Foundation
import Testing

extension IntegrationTests {
    /// A real product through the real programs: relay, agent, installer, both command lines.
    @Suite struct InstallTests {
        @Test func `C3 A15 1.0, 1.1 by patch, 2.0 by a policy, a broken 2.1 that rolls itself back: every row is there`()
            async throws
        {
            let bed = try await TestBed.ready("install", relayOptions: [])
            let vendor = ReleaseBed(bed: bed)
            try await vendor.release("init")
            try await vendor.release("sign")
            let key = try await vendor.person("maryam")
            try await vendor.release("key", "add", "ledger", key.key)
            func publish(_ version: String) async throws {
                if version == "2.1" {
                    // It never gets well: that is not waited for long.
                    let sheet = bed.place("sheet.yaml")
                    let usual = ProgramPaths.tree + "/Examples/product/hamyar-release.yaml"
                    try String(contentsOfFile: usual, encoding: .utf8).replacing("within: 60", with: "within: 6")
                        .write(toFile: sheet, atomically: true, encoding: .utf8)
                    let tree = try await vendor.tree(version)
                    try await vendor.release("build", tree, "--version", version, "--description", sheet)
                } else {
                    try await vendor.build(version)
                }
                try await vendor.release("sign")
                try await vendor.release("sign", keys: key.keys)
                try await vendor.release("publish")
            }
            try await publish("1.0")
            let root = vendor.releases + "/metadata/1.root.json"
            try await bed.hamyar("release", "trust", root)
            try await bed.agent("trust-releases", root)
            let machine = try await InstallerBed.start(bed, root: root)

            let session = try await bed.request(
                "remote-install", allow: "update:ledger", more: ["--allow", "patch:ledger"])
            try await bed.approve(session)
            let first = try await bed.hamyar("install", bed.machine, "ledger", "1.0", "--json").json
            #expect(first["new_version"].string == "1.0" && first["outcome"]["result"].string == "succeeded")
            #expect(try await machine.ask("GET", "/version") == "1.0")
            #expect(try await machine.ask("POST", "/rows") == "kept")

            try await publish("1.1")
            let patched = try await bed.hamyar("patch", bed.machine, "ledger/1.1/from-1.0", "--json").json
            #expect(patched["old_version"].string == "1.0" && patched["new_version"].string == "1.1")
            let steps = patched["steps"].array.map { $0["name"].string }
            #expect(steps.contains("verified") && steps.contains("switched") && steps.last == "committed", "\(steps)")
            #expect(patched["outcome"]["bytes"].int < first["outcome"]["bytes"].int)
            #expect(try await machine.ask("GET", "/version") == "1.1")
            let versions = try await bed.agent("versions", "--json").json["products"][0]
            #expect(versions["version"].string == "1.1" && versions["kept"][0]["version"].string == "1.0")
            try await bed.hamyar("session", "end", session, "--outcome", "done")

            // The customer allows it once; the machine does the rest.
            try await publish("2.0")
            try await bed.agent("policy", "add", "--allow", "update:ledger", "--until", CivilDays.ago(-30))
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

            // A broken one, asked for by a technician: it rolls itself back, and both logs say so.
            try await publish("2.1")
            let again = try await bed.activeSession("remote-install", allow: "update:ledger")
            let broken = try await bed.hamyar("install", bed.machine, "ledger", "2.1", "--json", expecting: 1).json
            #expect(broken["outcome"]["code"].string == "install.unhealthy" && broken["new_version"].string == "2.0")
            #expect(try await machine.ask("GET", "/rows") == "2")
            let shown = try await bed.session(again)
            #expect(shown["outcomes"][0]["code"].string == "install.unhealthy")
            for verdict in [
                try await bed.hamyar("audit", "verify", "--json").json, try await bed.agent("audit", "verify", "--json").json,
            ] { #expect(verdict["sound"].bool == true) }
            await machine.end()
        }
    }
}

extension InstallerBed {
    var committed: String {
        get async throws { try await bed.agent("versions", "--json").json["products"][0]["version"].string }
    }
}
