import BootedMachines
import Foundation
import Testing

extension IntegrationTests {
    /// A machine with faults that are really there, and what one diagnosis by the real programs says of it (C5).
    @Suite struct PlantedFaultTests {
        /// Nobody serves names there.
        private static let nameServer = "127.0.0.153"
        private static let skew = Duration.seconds(600)

        private static let files = [
            "etc/resolv.conf": "nameserver \(nameServer)\n",
            "etc/systemd/system/ledger.service": """
            [Unit]
            Description=The server of a product
            DefaultDependencies=no
            [Service]
            ExecStart=/bin/sh -c 'echo cannot open the database >&2; exit 3'
            [Install]
            WantedBy=machine.target

            """,
            "etc/systemd/system/srv-data.mount": """
            [Unit]
            DefaultDependencies=no
            [Mount]
            What=none
            Where=/srv/data
            Type=tmpfs
            Options=size=1m

            """,
            "etc/systemd/system/ballast.service": """
            [Unit]
            DefaultDependencies=no
            Requires=srv-data.mount
            After=srv-data.mount
            [Service]
            Type=oneshot
            RemainAfterExit=yes
            ExecStart=/bin/sh -c 'head -c 1020000 /dev/zero >/srv/data/ballast'

            """,
        ]

        @Test(.enabled(if: BootedMachine.isPossible, "\(BootedMachine.needs)"))
        func `C5 a full disk, a clock that is behind, a dead service and broken DNS are found by one diagnosis`() async throws {
            let bed = try await TestBed.ready("planted")
            let session = try await bed.activeSession(allow: "diagnose")
            await bed.kill(.agent)
            let clock = bed.place("skewed-clock.so")
            let source = ProgramPaths.tree + "/Tests/Faults/skewed-clock.c"
            try await bed.run("/usr/bin/gcc", ["-shared", "-fPIC", "-o", clock, source])
            let programs = (ProgramPaths.agent as NSString).deletingLastPathComponent
            let machine = try await BootedMachine(
                Self.files, directories: [bed.place.path, programs, try await Self.runtime(bed)])
            let skew = "HAMYAR_SKEW_MILLIS=-\(Self.skew.components.seconds * 1000)"
            let agent = try bed.start(
                "/usr/bin/nsenter",
                Array(machine.words(["env", "LD_PRELOAD=\(clock)", skew, ProgramPaths.agent, "run"]).dropFirst()))
            try await bed.untilOnline()

            let file = bed.place("bundle.tar.gz")
            let asking = try bed.start(
                ProgramPaths.console, ["diagnose", bed.machine, "--session", session, "--output", file, "--json"])
            try await Deadlines.wait("a draft", within: .seconds(120)) {
                try await inside(machine, bed, ["preview", session, "--json"]).json["state"].string == "waiting"
            }
            _ = try await inside(machine, bed, ["send", session])
            #expect(try await asking.status(within: .seconds(60)) == 0, "\(asking.errors)\(agent.errors)")

            let findings = try JSON(parsing: asking.output)["facts"]["findings"].array
            func severity(_ rule: String, of subject: String) -> String? {
                findings.first { $0["rule"].string == rule && $0["subject"].string == subject }?["severity"].string
            }
            let told = findings.map { "\($0["rule"].string) \($0["subject"].string)" }
            #expect(severity("disk.full", of: "/srv/data") == "critical", "\(told)")
            #expect(severity("service.failed", of: "ledger.service") == "critical", "\(told)")
            #expect(severity("dns.server", of: Self.nameServer) == "critical", "\(told)")
            #expect(findings.contains { $0["rule"].string == "clock.behind" && $0["severity"].string == "critical" }, "\(told)")
            let report = try await bed.run("/usr/bin/tar", ["-xzOf", file, "report.en.html"]).output
            for words in ["/srv/data", "ledger.service", Self.nameServer] { #expect(report.contains(words), "\(words)") }
            await agent.kill()
        }

        /// The customer's program, on the customer's machine.
        private func inside(_ machine: BootedMachine, _ bed: TestBed, _ words: [String]) async throws -> CommandResult {
            try await bed.run(
                "/usr/bin/nsenter", Array(machine.words([ProgramPaths.agent] + words).dropFirst()), expecting: nil)
        }

        /// Where the libraries of Swift are that the agent runs with.
        private static func runtime(_ bed: TestBed) async throws -> String {
            let lines = try await bed.run("/usr/bin/ldd", [ProgramPaths.agent]).output.split(separator: "\n")
            let words = try #require(lines.first { $0.contains("libswiftCore.so") }).split(separator: " ")
            return (String(try #require(words.first { $0.hasPrefix("/") })) as NSString).deletingLastPathComponent
        }
    }
}
