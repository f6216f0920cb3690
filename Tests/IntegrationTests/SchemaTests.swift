import Foundation
import Testing

extension IntegrationTests {
    /// Every command's `--json` document is as Docs/schemas says: `<program>-<command>.schema.json`, and
    /// `<program>-failure.schema.json` where it failed.
    @Suite struct SchemaTests {
        /// Documents of commands as they are run, by the name of their schema.
        final class Documents {
            let bed: TestBed
            private(set) var all: [(schema: String, text: String)] = []

            init(_ bed: TestBed) {
                self.bed = bed
            }

            @discardableResult
            func run(
                _ program: String, _ command: String, _ rest: [String] = [], as other: String? = nil, failing status: Int32 = 0
            ) async throws -> JSON {
                let words = command.split(separator: " ").map(String.init)
                let result = try await bed.run(program, words + rest + ["--json"], expecting: status)
                let name = (program as NSString).lastPathComponent
                let document = try result.json
                let schema = document["error"] == .null ? other ?? words.joined(separator: "-") : "failure"
                all.append(("\(name)-\(schema)", result.output))
                return document
            }

            /// Of a command that ran beside others.
            func add(_ text: String, of schema: String) {
                all.append((schema, text))
            }

            @discardableResult
            func relay(_ command: String, _ rest: String..., failing status: Int32 = 0) async throws -> JSON {
                try await run(ProgramPaths.relay, command, rest + ["--data", bed.data], failing: status)
            }

            @discardableResult
            func agent(_ command: String, _ rest: String..., failing status: Int32 = 0) async throws -> JSON {
                try await run(ProgramPaths.agent, command, rest, failing: status)
            }

            @discardableResult
            func hamyar(_ command: String, _ rest: String..., failing status: Int32 = 0) async throws -> JSON {
                try await run(ProgramPaths.console, command, rest, failing: status)
            }
        }

        @Test func `every document is as its schema says`() async throws {
            let bed = try TestBed("schemas")
            let documents = Documents(bed)
            try await enrol(bed, documents)
            try await work(bed, documents)
            try await look(bed, documents)
            try await waiting(bed, documents)
            try await desk(bed, documents)
            try await releases(bed, documents)
            try await installs(bed, documents)
            try await policies(bed, documents)
            try await diagnoses(bed, documents)
            try await commands(bed, documents)
            try await ask(bed, documents)
            try await fail(bed, documents)
            try await validate(documents.all, bed)
            let missing = try schemas().subtracting(documents.all.map(\.schema))
            #expect(missing.isEmpty, "no document of \(missing.sorted()) was seen")
        }

        private func schemas() throws -> Set<String> {
            Set(
                try FileManager.default.contentsOfDirectory(atPath: ProgramPaths.schemas).filter { $0.hasSuffix(".schema.json") }
                    .map { $0.replacing(".schema.json", with: "") })
        }

        private func enrol(_ bed: TestBed, _ documents: Documents) async throws {
            try await documents.relay("init", "--authority", bed.authority, "--vendor", "padra", "--name", "Padra")
            try await bed.startRelay()
            let code = try await documents.relay("technician invite", "Sara", "--admin")["code"].string
            let sara = try await documents.hamyar("enrol", bed.relayAddress, "--code", code, "--name", "Sara")["technician"]
                .string
            try await documents.relay("technician approve", sara, "--authority", bed.authority)
            try await documents.relay("technician list")
            try await documents.hamyar("enrol", bed.relayAddress, "--code", code, "--name", "Sara")

            let other = try await documents.hamyar("technician invite", "Ali")["code"].string
            let state = bed.place("ali")
            let asked = try await documents.hamyar("enrol", bed.relayAddress, "--code", other, "--state", state)
            let ali = asked["technician"].string
            try await documents.hamyar(
                "technician approve", ali, "--authority", bed.authority, "--words", asked["check_words"].string)
            try await documents.hamyar("technician revoke", ali, "--authority", bed.authority, "--reason", "left")
            try await documents.hamyar("technician list")

            try await documents.hamyar("customer add", TestBed.customer)
            try await documents.hamyar(
                "contract add", TestBed.customer, "--plan", ProgramPaths.padra, "--product", "ledger", "--version", "2.0",
                "--platform", "linux", "--purchased", CivilDays.ago(60))
            let machine = try await documents.hamyar("machine invite", TestBed.customer, "--contract", bed.contract)["code"]
                .string
            try await documents.agent("enrol", bed.relayAddress, "--code", machine)
            try await documents.agent("status")
            try await documents.agent("approver set", "root", "--cost-limit", "1000")
            try await documents.agent("approver list")
            try await bed.startAgent()
            try await bed.untilOnline()
        }

        private func work(_ bed: TestBed, _ documents: Documents) async throws {
            let file = try SampleFile(bed.place("file.bin"), size: 3000)
            let asking = [
                bed.machine, "--service", "error-fixing", "--allow", "push:\(bed.customerFiles)", "--allow",
                "pull:\(bed.customerFiles)", "--allow", "list:\(bed.customerFiles)", "--reason", "The totals are wrong", "--ref",
                "T-1", "--bytes", "100000",
            ]
            try await documents.run(ProgramPaths.console, "session request", asking + ["--dry-run"])
            let session = try await documents.run(ProgramPaths.console, "session request", asking)["number"].string
            try await Deadlines.wait("the request") { try await bed.waiting().contains(session) }
            try await documents.agent("requests")
            try await documents.agent("approve", session)
            try await documents.hamyar("push", file.path, "\(bed.machine):\(bed.customerFiles)/f")
            try await documents.hamyar("push", file.path, "\(bed.machine):\(bed.customerFiles)/f")
            try await documents.hamyar("pull", "\(bed.machine):\(bed.customerFiles)/f", bed.place("back"))
            try await documents.hamyar("push", file.path, bed.place("back"), "\(bed.machine):\(bed.customerFiles)/both/")
            try await documents.hamyar("ls", "\(bed.machine):\(bed.customerFiles)", "--depth", "2")
            let folder = bed.place("folder")
            try FileManager.default.createDirectory(atPath: folder + "/inner", withIntermediateDirectories: true)
            try await documents.hamyar("sync", folder, "\(bed.machine):\(bed.customerFiles)/folder", "--dry-run")
            try await documents.hamyar("sync", folder, "\(bed.machine):\(bed.customerFiles)/folder")
            let denied = try await documents.hamyar("session extend", session, "--for", "10m")["number"].string
            try await Deadlines.wait("the request") { try await bed.waiting().contains(denied) }
            try await documents.agent("deny", denied)
            let revoked = try await documents.hamyar("session add", session, "--service", "remote-install")["number"].string
            try await bed.approve(revoked)
            try await documents.agent("revoke", revoked, "--reason", "Enough")
            try await documents.hamyar("session show", session)
            try await documents.agent("show", session)
            try await documents.hamyar("session end", session, "--outcome", "done", "--note", "Fixed")
            try await documents.agent("stop")
        }

        private func look(_ bed: TestBed, _ documents: Documents) async throws {
            for command in ["machine list", "session list", "audit list", "audit verify"] { try await documents.hamyar(command) }
            try await documents.hamyar("find", "Karoon")
            try await documents.hamyar("services", bed.machine)
            try await documents.hamyar("ledger", bed.contract)
            for command in ["requests", "history", "status", "audit verify"] { try await documents.agent(command) }
            for command in ["audit verify", "ledger verify", "ledger rebuild"] { try await documents.relay(command) }
        }

        /// Pushes that wait at the relay, and machines that are chosen by words.
        private func waiting(_ bed: TestBed, _ documents: Documents) async throws {
            try await documents.hamyar("machine tag add", "pilot", bed.machine)
            let file = try SampleFile(bed.place("waiting.bin"), size: 3000)
            let words = [
                file.path, "--to", "tag=pilot product=ledger", "--path", bed.customerFiles + "/waiting.bin", "--kind",
                "error-fixing", "--reason", "The totals are wrong",
            ]
            try await documents.run(ProgramPaths.console, "push", words + ["--dry-run"], as: "push-dry-run")
            try await documents.run(ProgramPaths.console, "push", words + ["--yes", "--expect", "2"], failing: 88)
            let stored = try await documents.run(
                ProgramPaths.console, "push", words + ["--yes", "--expect", "1"], as: "push-waiting")
            let session = stored["machines"][0]["session"].string
            let list = try await documents.run(ProgramPaths.console, "transfers", as: "transfers-list")
            let transfer = list["transfers"][0]["id"].string
            try await documents.hamyar("transfers show", transfer)
            try await documents.run(ProgramPaths.console, "session show", [session, "--files"], as: "session-show-files")
            try await documents.hamyar("transfers cancel", transfer)
            try await documents.hamyar("machine tag rm", "pilot", bed.machine)
        }

        /// What people at the machine ask beside sessions.
        private func ask(_ bed: TestBed, _ documents: Documents) async throws {
            let file = try SampleFile(bed.place("attached.bin"), size: 3000)
            let help = try await documents.agent("ask", "Help", "--product", "ledger", "--attach", file.path)["requests"][0]
            try await documents.hamyar("ask wait", help["number"].string, "--for", "A backup")
            try await documents.agent("ask", "--list")
            try await documents.agent("ready", help["number"].string)
            for command in ["entitlement", "code"] { try await documents.agent(command) }
            let record = try await bed.recordOfTwo()
            try await bed.age(record)
            try await documents.agent("confirm", record)
        }

        private func fail(_ bed: TestBed, _ documents: Documents) async throws {
            try await documents.hamyar("services", "M-77", failing: 66)
            try await documents.agent("show", "S-77", failing: 66)
            try await documents.relay("technician approve", "Nobody", "--authority", bed.authority, failing: 66)
            try await documents.hamyar("machine revoke", bed.machine)
        }

        /// One python for all of them.
        private func validate(_ documents: [(schema: String, text: String)], _ bed: TestBed) async throws {
            let program = """
                import json, os, sys
                import jsonschema
                schemas, place = sys.argv[1:3]
                bad = 0
                for name in sorted(os.listdir(place)):
                    title = name.split("~")[1].removesuffix(".json")
                    path = os.path.join(schemas, title + ".schema.json")
                    if not os.path.exists(path):
                        print(f"{title}: no schema"); bad += 1; continue
                    with open(path) as schema, open(os.path.join(place, name)) as document:
                        schema, document = json.load(schema), json.load(document)
                    for error in jsonschema.Draft202012Validator(schema).iter_errors(document):
                        print(f"{title}: {list(error.absolute_path)}: {error.message[:300]}"); bad += 1
                sys.exit(1 if bad else 0)
                """
            let place = bed.place("documents")
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
            for (number, document) in documents.enumerated() {
                try document.text.write(toFile: "\(place)/\(number)~\(document.schema).json", atomically: true, encoding: .utf8)
            }
            let result = try await bed.run(
                ProgramPaths.python, ["-c", program, ProgramPaths.schemas, place], expecting: nil, within: .seconds(240))
            #expect(result.status == 0, "\(result.output)\(result.errors)")
        }
    }
}
