import Cryptography
import Documents
import Foundation
import Testing

extension IntegrationTests {
    /// The technician's desk with real programs: what the phone needs, and what survives.
    @Suite struct DeskTests {
        /// A contract with a product of each example plan.
        private func bedWithTwoProducts(_ name: String) async throws -> TestBed {
            let bed = try TestBed(name)
            try await bed.initialise()
            try await bed.startRelay()
            try await bed.enrolAdmin()
            try await bed.addCustomer()
            let calendar = ProgramPaths.padra.replacing("plans/padra", with: "calendars/faragostar")
            try await bed.hamyar("calendar", "import", calendar)
            try await bed.hamyar(
                "contract", "add", TestBed.customer, "--contract", bed.contract, "--plan",
                ProgramPaths.padra.replacing("padra", with: "faragostar"), "--product", "office", "--version", "8", "--platform",
                "windows", "--purchased", CivilDays.ago(30), "--quota", "support-hours=10h", "--quota", "expert-days=2.5d")
            return bed
        }

        @Test func `A1 B8a what two products give is one screen in both languages`() async throws {
            let bed = try await bedWithTwoProducts("screen")
            for locale in ["C.UTF-8", "fa_IR.UTF-8"] {
                let result = try await bed.run(
                    ProgramPaths.console, ["entitlement", bed.contract], environment: ["LANG": locale])
                let lines = result.output.split(separator: "\n").map(String.init)
                #expect(lines.count <= 24, "\(result)")
                for line in lines { #expect(DisplayWidth.of(line) <= 80, "\(line)") }
            }
        }

        private static let verdicts: [(words: [String], status: Int32)] = [
            (["remote-install"], 0), (["remote-install", "--quantity", "3"], 81), (["on-site-visit", "--place", "on-site"], 81),
            (["on-site-visit", "--place", "on-site", "--distance", "۳۹٫۹km"], 0),
            (["on-site-visit", "--place", "on-site", "--distance", "40km"], 81), (["support-hours", "--quantity", "1h30m"], 0),
            (["support-hours", "--quantity", "2d"], 81), (["error-fixing"], 82), (["error-fixing", "--line", "office"], 0),
            (["higher-model"], 81), (["no-such-kind"], 81), (["remote-install", "--line", "no-such-line"], 66),
        ]

        @Test func `A19 a verdict ends with a status that says whether work may begin`() async throws {
            let bed = try await bedWithTwoProducts("verdicts")
            for (words, status) in Self.verdicts {
                let result = try await bed.run(ProgramPaths.console, ["verdict", bed.contract] + words, expecting: nil)
                #expect(result.status == status && (status == 0 || result.saysOneSentence), "\(result)")
            }
        }

        @Test func `a proof goes on where it stopped, after a kill of either side`() async throws {
            let bed = try await bedWithTwoProducts("proof")
            let quote = try await bed.hamyar(
                "quote", "make", bed.contract, "customisation", "--item", "Report=1,000,000", "--tax", "0", "--json"
            ).json["number"].string
            let proof = try SampleFile(bed.place("letter.pdf"), size: 7 << 20)
            let accept = [
                "quote", "record-acceptance", quote, "--by", "Maryam", "--how", "letter", "--proof", proof.path, "--json",
            ]
            func held() async throws -> Int {
                let text = try await bed.run(
                    "/usr/bin/sqlite3",
                    ["-cmd", ".timeout 60000", bed.data + "/relay.sqlite", "SELECT IFNULL(SUM(held), 0) FROM attachments"]
                ).output
                return Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
            }
            let first = try bed.start(ProgramPaths.console, accept)
            try await Deadlines.wait("some of the proof") { try await held() > 0 }
            await first.kill()
            let before = try await held()
            let second = try bed.start(ProgramPaths.console, accept)
            // Whether it falls into the work or behind it: the end is the same.
            await bed.kill(.relay)
            try await bed.startRelay()
            let status = try await second.status(within: .seconds(60))
            if status != 0 {
                // The command had not reached the relay when it went.
                #expect(status == 69, "\(second.errors)")
                try await bed.run(ProgramPaths.console, accept, within: .seconds(60))
            }
            let shown = try await bed.hamyar("quote", "show", quote, "--json").json
            #expect(shown["proof_sha256"].string == proof.digest.description)
            #expect(try await held() == proof.size && before > 0)
        }

        @Test func `a kind without a line's name goes to the product that has it, and is never guessed`() async throws {
            let bed = try await bedWithTwoProducts("lines")
            let one = try await bed.hamyar("record", "support-hours", bed.contract, "--quantity", "45m", "--json").json
            #expect(one["product"].string == "office" && one["quantity_thousandths"].int == 45_000)
            let guessed = try await bed.hamyar("record", "guidance", bed.contract, "--place", "phone", expecting: 82)
            #expect(guessed.saysOneSentence && guessed.errors.contains("--line"), "\(guessed)")
        }
    }
}
