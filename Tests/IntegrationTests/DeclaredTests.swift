import Foundation
import Glibc
import Testing

extension IntegrationTests {
    /// What a vendor signs beside releases, on a machine: declarations of diagnostics and scripts (C5, C11).
    @Suite(.serialized) struct DeclaredTests {
        private static let declaration = """
            {"schema": 1, "product": "ledger",
             "collectors": [{"name": "queue", "command": ["/bin/echo", "{\\"waiting\\": 120, \\"owner\\": \\"Sepehr\\"}"], "format": "json"}],
             "redactions": [{"rule": "owner", "form": "field", "value": "owner"}],
             "findings": [{"rule": "queue-stuck", "path": "probes[name=queue].value.waiting", "is": ">=", "than": 100,
                "severity": "warning", "en": {"what": "{value} documents wait.", "next": "Look at the line."},
                "fa": {"what": "{value} سند مانده است.", "next": "خط را ببینید."}}]}
            """
        private static let script = "#!/bin/sh\nprintf 'hello %s %s\\n' \"$HAMYAR_NAME\" \"$1\"\nid -u\n"

        /// A vendor who has published both, and a machine that trusts it and says that it has the product.
        private func bed(_ name: String) async throws -> TestBed {
            let bed = try await TestBed.ready(name)
            try await bed.relay("releases", "init")
            let vendor = ReleaseBed(bed: bed)
            try await vendor.release("init")
            let (declaration, script) = (bed.place("diagnostics.json"), bed.place("hello.sh"))
            try Data(Self.declaration.utf8).write(to: URL(filePath: declaration))
            try Data(Self.script.utf8).write(to: URL(filePath: script))
            try await vendor.release("diagnostics", "add", declaration, "--product", "ledger", "--version", "1.0")
            try await vendor.release(
                "script", "add", script, "--name", "hello", "--version", "1.0", "--parameter", "name:text:32:[A-Za-z]+")
            try await vendor.release("sign")
            try await vendor.release("publish")
            let root = vendor.releases + "/metadata/1.root.json"
            try await bed.hamyar("release", "trust", root)
            try await bed.agent("trust-releases", root)
            let path = bed.agentState + "/agent.json"
            var settings = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path))) as? [String: Any] ?? [:]
            settings["products"] = ["ledger": "1.0"]
            try JSONSerialization.data(withJSONObject: settings).write(to: URL(filePath: path))
            await bed.kill(.agent)
            try await bed.startAgent()
            try await bed.untilOnline()
            return bed
        }

        @Test func `C5 D7 a vendor's probes, rules and redactions come signed, and are used`() async throws {
            let bed = try await bed("declared")
            let session = try await bed.activeSession(allow: "diagnose")
            let file = bed.place("bundle.tar.gz")
            let asking = try bed.start(
                ProgramPaths.console,
                ["diagnose", bed.machine, "--session", session, "--only", "product:ledger", "--output", file, "--json"])
            try await Deadlines.wait("a draft") {
                try await bed.agent("preview", session, "--json", expecting: nil).json["state"].string == "waiting"
            }
            let facts = try await bed.agent("preview", session, "--file", "facts.json").output
            #expect(!facts.contains("Sepehr") && facts.contains("[redacted:owner#1]"), "\(facts)")
            try await bed.agent("send", session)
            #expect(try await asking.status() == 0, "\(asking.errors)")
            let findings = try JSON(parsing: asking.output)["facts"]["findings"].array
            #expect(findings.contains { $0["rule"].string == "ledger:queue-stuck" }, "\(facts)")
        }

        @Test(.enabled(if: geteuid() == 0, "commands run as another user"))
        func `C11 H65 a signed script runs with its parameters, as another user, and in both logs`() async throws {
            let bed = try await bed("script")
            let runner = try await RunnerBed.start(bed)
            let session = try await bed.activeSession(allow: "script:hello")
            let done = try await bed.run(
                ProgramPaths.console, ["script", bed.machine, "hello", "name=Ali", "--session", session])
            #expect(done.output == "hello Ali name=Ali\n\(RunnerBed.user)\n")
            for wrong in [["name=Ali Reza"], ["name=x;id"], ["other=1"], []] {
                let refused = try await bed.run(
                    ProgramPaths.console, ["script", bed.machine, "hello", "--session", session] + wrong, expecting: nil)
                #expect(refused.status != 0 && refused.output.isEmpty, "\(wrong)")
            }
            let outcomes = try await bed.session(session)["outcomes"].array
            #expect(outcomes.count == 1 && outcomes[0]["command"]["exit"].int == 0)
            try await bed.end(session)
            try await bed.verifyLogs()
            await runner.running.kill()
        }
    }
}
