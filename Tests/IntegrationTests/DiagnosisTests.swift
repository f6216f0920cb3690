import Cryptography
import Foundation
import Testing

extension IntegrationTests {
    /// Diagnoses by real programs: what is collected, who decides, what leaves, and what is on the record (C5, D7).
    @Suite(.serialized) struct DiagnosisTests {
        private static let secret = "Zx7-correct-horse-battery"

        /// A machine with a log of the customer's own, in which a password stands.
        private func bed(_ name: String) async throws -> TestBed {
            let bed = try await TestBed.ready(name)
            let log = bed.place("till.log")
            let lines = ["till started", "connecting with password=\(Self.secret)", "invoice 17 of Sepehr Company"]
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: log))
            let path = bed.agentState + "/agent.json"
            var settings =
                try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path))) as? [String: Any] ?? [:]
            settings["logs"] = [["name": "till", "files": [log]] as [String: Any]]
            try JSONSerialization.data(withJSONObject: settings).write(to: URL(fileURLWithPath: path))
            await bed.kill(.agent)
            try await bed.startAgent()
            try await bed.untilOnline()
            return bed
        }

        private func diagnosing(_ bed: TestBed, _ session: String, to file: String, _ more: String...) throws -> RunningProgram {
            try bed.start(
                ProgramPaths.console,
                ["diagnose", bed.machine, "--session", session, "--only", "host", "--only", "logs", "--output", file, "--json"]
                    + more)
        }

        private func untilWaiting(_ bed: TestBed, _ session: String) async throws {
            try await Deadlines.wait("a draft of \(session)") {
                try await bed.agent("preview", session, "--json", expecting: nil).json["state"].string == "waiting"
            }
        }

        /// Ids of two diagnoses that wait, the newest first.
        private func twoWaiting(_ bed: TestBed) async throws -> [String] {
            var ids: [String] = []
            try await Deadlines.wait("two drafts") {
                ids = try await bed.agent("preview", "--json").json["diagnoses"].array
                    .filter { $0["state"].string == "waiting" }.map(\.["operation"].string)
                return ids.count == 2
            }
            return ids
        }

        @Test func `C5 D7 what leaves is what the customer saw, by digest on both sides`() async throws {
            let bed = try await bed("diagnosis")
            let session = try await bed.activeSession(allow: "diagnose")
            let file = bed.place("bundle.tar.gz")
            let watching = try bed.start(ProgramPaths.agent, ["watch"])
            let asking = try diagnosing(bed, session, to: file)
            try await untilWaiting(bed, session)
            // Where the customer watches, it is shown without being asked for.
            try await Deadlines.wait("the diagnosis in watch") { watching.output.contains("hamyar-agent withhold \(session)") }
            for text in [watching.output, try await bed.agent("preview", session).output] {
                #expect(text.contains("waits for your look") && text.contains("logs/till.txt"), "\(text)")
                #expect(text.contains("hamyar-agent send \(session)") && text.contains("All files together: "))
                #expect(text.firstRange(of: "Findings: ") != nil && !text.contains("\u{1b}") && !text.contains(Self.secret))
            }
            await watching.kill()
            let persian = try await bed.run(
                ProgramPaths.agent, ["preview", session], environment: ["LANG": "fa_IR.UTF-8", "LC_ALL": "fa_IR.UTF-8"])
            #expect(persian.output.contains("منتظر بازبینی شما") && persian.output.contains("قاعده"), "\(persian.output)")
            let preview = try await bed.agent("preview", session, "--json").json
            let places = preview["redacted"].array.filter { $0["file"].string == "logs/till.txt" }
            #expect(places.first?["count"].int == 1 && places.first?["rule"].string.isEmpty == false, "\(preview)")
            #expect(preview["found"].array.count == preview["findings"].int)
            #expect(preview["files"].array.map(\.["name"].string).contains("logs/till.txt"))
            #expect(preview["redactions"].int >= 1)
            let byRule = preview["redacted_by_rule"].array
            #expect(byRule.map(\.["count"].int).reduce(0, +) == preview["redactions"].int && !byRule.isEmpty)
            // All that is listed can be read and kept, and what always goes is said to.
            let listed = preview["files"].array.map(\.["name"].string)
            let look = bed.place("look")
            try await bed.agent("preview", session, "--save", look)
            let occupied = try await bed.run(ProgramPaths.agent, ["preview", session, "--save", look], expecting: 73)
            #expect(occupied.saysOneSentence, "\(occupied)")
            for name in listed { #expect(FileManager.default.fileExists(atPath: look + "/" + name), "\(name)") }
            for name in ["index.json", "redactions.json"] {
                #expect(listed.contains(name))
                let printed = try await bed.agent("preview", session, "--file", name).output
                #expect(printed.contains("\"schema\""), "\(printed)")
            }
            for name in ["report.en.html", "facts.json", "index.json", "redactions.json"] {
                let refused = try await bed.agent("send", session, "--without", name, "--json", expecting: 64)
                #expect(try refused.json["error"]["code"].string == "diagnosis.always-sent" && refused.saysOneSentence)
            }
            let shown = try await bed.agent("preview", session, "--file", "logs/till.txt").output
            #expect(shown.contains("till started"))
            #expect(!shown.contains(Self.secret))
            #expect(!FileManager.default.fileExists(atPath: file))

            let sent = try await bed.agent("send", session, "--redact", "Sepehr Company", "--json").json
            #expect(try await asking.status() == 0, "\(asking.errors)")
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
            let digest = Digest.of(bytes).description
            #expect(sent["sha256"].string == digest)
            let relays = try await bed.session(session)["outcomes"].array
            #expect(relays.contains { $0["files"][0]["sha256"].string == digest })
            let agents = try await bed.agentSession(session)["outcomes"].array
            #expect(agents.contains { $0["files"][0]["sha256"].string == digest })
            let page = try await bed.hamyar("session", "show", session).output
            #expect(page.contains("Diagnosis: host logs") && page.contains("The bundle was sent."), "\(page)")
            let told = try await bed.agent("show", session).output
            #expect(told.contains("Diagnosis: host logs") && told.contains("The bundle was sent."), "\(told)")

            let text = try await bed.run("/usr/bin/tar", ["-xzOf", file]).output
            for word in [Self.secret, "Sepehr"] { #expect(!text.contains(word), "\(word)") }
            #expect(text.contains("till started"))
            // Nothing of what collectors wrote is left as it was.
            let kept = try await bed.run("/usr/bin/grep", ["-rl", Self.secret, bed.agentState], expecting: nil).output
            #expect(kept.isEmpty, "\(kept)")
            let again = try await bed.run(
                ProgramPaths.agent, ["send", session, "--json"], expecting: 88)
            #expect(try again.json["error"]["code"].string == "diagnosis.not-waiting")
            try await bed.end(session)
            let kinds = try await bed.agentAuditKinds(of: session)
            #expect(kinds.contains("diagnosis.waits") && kinds.contains("diagnosis.approved"))
            try await bed.verifyLogs()
        }

        @Test func `D7 a bundle that the customer keeps does not leave`() async throws {
            let bed = try await bed("diagnosis-kept")
            let session = try await bed.activeSession(allow: "diagnose")
            let file = bed.place("bundle.tar.gz")
            let asking = try diagnosing(bed, session, to: file)
            try await untilWaiting(bed, session)
            try await bed.agent("withhold", session, "--reason", "not today")
            #expect(try await asking.status() == 80, "\(asking.output)\(asking.errors)")
            #expect(!FileManager.default.fileExists(atPath: file))
            let outcome = try await bed.session(session)["outcomes"][0]
            #expect(outcome["result"].string == "not-performed")
            #expect(outcome["code"].string == "diagnosis.withheld")
            for page in [
                try await bed.hamyar("session", "show", session).output, try await bed.agent("show", session).output,
            ] {
                #expect(page.contains("Nothing was sent.") && page.contains("Diagnosis: host logs"), "\(page)")
            }
            #expect(try await bed.hamyar("session", "show", session).output.contains("not today"))
            #expect(asking.errors.contains("not today") && !asking.errors.contains("…"), "\(asking.errors)")
            #expect(asking.errors.contains(session), "what is waited for is said: \(asking.errors)")
            // What cannot be collected, or not be written here, is refused before anybody is asked.
            for (words, status) in [
                (["--only", "nosuch"], Int32(64)), (["--only", "product:nosuch"], 64),
                (["--output", "/nonexistent/x.tar.gz"], 66),
            ] {
                try await bed.run(
                    ProgramPaths.console, ["diagnose", bed.machine, "--session", session] + words, expecting: status)
            }
            #expect(
                try await bed.agent("preview", "--json").json["diagnoses"].array.allSatisfy { $0["state"].string != "waiting" })
            // The grant stands: another one may be asked for.
            let second = try diagnosing(bed, session, to: file)
            try await untilWaiting(bed, session)
            let third = try diagnosing(bed, session, to: bed.place("third.tar.gz"), "--since", "1h")
            let ids = try await twoWaiting(bed)
            for refused in ["send", "withhold"] {
                let several = try await bed.agent(refused, session, "--json", expecting: 82)
                #expect(try several.json["error"]["code"].string == "diagnosis.several" && several.saysOneSentence)
                for id in ids { #expect(several.output.contains(id.prefix(10)), "\(several.output)") }
            }
            let list = try await bed.agent("preview").output
            for id in ids { #expect(list.contains("\(session)  \(id.prefix(10))  waits for your look, asked for "), "\(list)") }
            // The newest is the third.
            try await bed.agent("withhold", String(ids[0].prefix(10)))
            #expect(try await third.status() == 80, "\(third.errors)")
            // What appears under the name meanwhile stays, and what was approved is not lost.
            try Data("mine".utf8).write(to: URL(fileURLWithPath: file))
            try await bed.agent("send", session, "--without", "logs/till.txt")
            #expect(try await second.status() == 0, "\(second.errors)")
            #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
            let beside = bed.place("bundle (2).tar.gz")
            #expect(try JSON(parsing: second.output)["bundle"].string == beside && second.errors.contains(file))
            let names = try await bed.run("/usr/bin/tar", ["-tzf", beside]).output
            #expect(!names.contains("till"))
        }

        @Test func `H44 a grant that is taken back while the customer looks ends it, and nothing leaves`() async throws {
            let bed = try await bed("diagnosis-revoked")
            let session = try await bed.activeSession(allow: "diagnose")
            let file = bed.place("bundle.tar.gz")
            let asking = try diagnosing(bed, session, to: file)
            try await untilWaiting(bed, session)
            try await bed.agent("revoke", session)
            #expect(try await asking.status() == 86, "\(asking.output)\(asking.errors)")
            #expect(!FileManager.default.fileExists(atPath: file))
            try await bed.agent("send", session, expecting: 88)
            let drafts = try FileManager.default.subpathsOfDirectory(atPath: bed.agentState + "/diagnostics")
            #expect(!drafts.contains { $0.hasSuffix("till.txt") }, "\(drafts)")
        }

        @Test func `C5 an agent that is killed while the customer looks has the same draft afterwards`() async throws {
            let bed = try await bed("diagnosis-killed")
            let session = try await bed.activeSession(allow: "diagnose")
            let file = bed.place("bundle.tar.gz")
            let asking = try diagnosing(bed, session, to: file)
            try await untilWaiting(bed, session)
            let before = try await bed.agent("preview", session, "--file", "facts.json").output
            await bed.kill(.agent)
            try await bed.startAgent()
            // The technician's program waits for the machine and asks again.
            try await Deadlines.wait("the draft again") {
                try await bed.agent("preview", session, "--json", expecting: nil).json["state"].string == "waiting"
            }
            #expect(try await bed.agent("preview", session, "--file", "facts.json").output == before)
            try await Deadlines.wait("the bundle to leave") {
                try await bed.run(ProgramPaths.agent, ["send", session], expecting: nil).status == 0
            }
            #expect(try await asking.status(within: .seconds(90)) == 0, "\(asking.errors)")
        }

        @Test func `C11 live figures need their own word, and end with the grant`() async throws {
            let bed = try await bed("figures")
            let session = try await bed.activeSession(allow: "watch")
            let watching = try bed.start(
                ProgramPaths.console, ["diagnose", bed.machine, "--session", session, "--watch", "--every", "1", "--json"])
            try await Deadlines.wait("three readings") { watching.output.split(separator: "\n").count >= 3 }
            let first = try JSON(parsing: String(watching.output.split(separator: "\n")[0]))
            #expect(first["memory_total_bytes"].int > 0)
            let other = try await bed.hamyar("diagnose", bed.machine, "--session", session, "--json", expecting: nil)
            #expect(try other.json["error"]["code"].string == "session.not-granted")
            try await bed.agent("revoke", session)
            #expect(try await watching.status() == 0, "\(watching.errors)")
            try await Deadlines.wait("the outcome") { try await bed.session(session)["outcomes"].array.count == 1 }
        }
    }
}
