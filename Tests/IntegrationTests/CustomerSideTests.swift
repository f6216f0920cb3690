import Foundation
import Glibc
import Testing

extension IntegrationTests {
    /// The customer's side beside sessions, as real programs and people use it.
    @Suite struct CustomerSideTests {
        @Test func `what the contract gives stands at the machine, and what a session reserved`() async throws {
            let bed = try await TestBed.ready("entitlement")
            func quota(_ name: String) async throws -> JSON {
                let contract = try await bed.agent("entitlement", "--json").json["contracts"][0]
                #expect(contract["contract"].string == bed.contract && contract["state"].string == "active")
                return contract["lines"][0]["quotas"].array.first { $0["name"].string == name } ?? .null
            }
            #expect(try await quota("remote-install")["available_thousandths"].int == 2000)
            let session = try await bed.request("remote-install")
            try await bed.approve(session)
            let reserved = try await quota("remote-install")
            #expect(reserved["available_thousandths"].int == 1000 && reserved["reserved_thousandths"].int == 1000)
            let page = try await bed.agent("entitlement").output
            #expect(page.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(page)")
            #expect(page.contains("ledger 2.0") && page.contains("days left"))
            let persian = try await bed.run(ProgramPaths.agent, ["entitlement"], environment: ["LC_ALL": "fa_IR.UTF-8"]).output
            #expect(persian.contains("رزرو شد") && persian.contains("مصرف شد"))
        }

        @Test func `B2 the support code at the machine is the one that the desk checks, and the old one is right for a day`()
            async throws
        {
            let bed = try await TestBed.ready("code")
            let first = try await bed.agent("code", "--json").json["codes"][0]
            #expect(first["contract"].string == bed.contract && first["old_valid_until"] == .null)
            let code = first["code"].string
            #expect(try await bed.hamyar("code", "check", code, "--contract", bed.contract, "--json").json["known"].bool == true)
            #expect(try await bed.agent("code", "--json").json["codes"][0]["code"].string == code)
            let second = try await bed.agent("code", "--new", "--json").json["codes"][0]
            #expect(second["code"].string != code && second["old_valid_until"] != .null)
            for right in [code, second["code"].string] {
                #expect(try await bed.hamyar("code", "check", right, "--json").json["contract"].string == bed.contract)
            }
            #expect(try await bed.agentLog().count { $0.kind == "code.shown" } == 3)
        }

        @Test func `B3 B4 a help request with a file is taken, waits for the customer, goes on, and is answered`() async throws {
            let bed = try await TestBed.ready("help")
            let file = try SampleFile(bed.place("screen.png"), size: 300_000)
            let asked = try await bed.agent("ask", "The totals are wrong", "--product", "ledger", "--attach", file.path, "--json")
                .json["requests"][0]
            let number = asked["number"].string
            #expect(number.hasPrefix("H-") && asked["state"].string == "open")
            #expect(asked["files"][0]["complete"].bool == true)
            let shown = try await bed.hamyar("ask", "show", number, "--save", bed.place("saved"), "--json").json
            #expect(shown["text"].string == "The totals are wrong" && shown["machine"].string == bed.machine)
            #expect(try file.stands(at: bed.place("saved") + "/screen.png"))
            // The same command again: nothing is asked or sent twice.
            let again = try await bed.agent("ask", "The totals are wrong", "--product", "ledger", "--attach", file.path, "--json")
            #expect(try again.json["requests"][0]["number"].string == number)
            #expect(try await bed.hamyar("ask", "list", "--json").json["requests"].array.count == 1)

            try await bed.hamyar("ask", "take", number)
            try await bed.hamyar("ask", "wait", number, "--for", "A fresh backup")
            let waiting = try await bed.agent("ask", "--list", "--json").json["requests"][0]
            #expect(waiting["state"].string == "waiting" && waiting["waits_for"].string == "A fresh backup")
            #expect(try await bed.agent("ask", "--list").output.contains("hamyar-agent ready \(number)"))
            try await bed.agent("ready", number)
            #expect(try await bed.hamyar("ask", "show", number, "--json").json["state"].string == "taken")
            try await bed.hamyar("ask", "close", number, "--answer", "Press F5")
            let closed = try await bed.agent("ask", "--list", "--json").json["requests"][0]
            #expect(closed["state"].string == "closed" && closed["answer"].string == "Press F5")
            // What is over takes no more files.
            let other = try SampleFile(bed.place("other.png"), size: 100)
            try await bed.agent(
                "ask", "The totals are wrong", "--product", "ledger", "--attach", other.path, "--json", expecting: 88)
        }

        @Test func `a help request waits for the relay, over a restart of the agent, and its files go when it is asked again`()
            async throws
        {
            let bed = try await TestBed.ready("kept")
            let file = try SampleFile(bed.place("log.txt"), size: 5000)
            await bed.kill(.relay)
            try await Deadlines.wait("the loss") { try await bed.agent("status", "--json").json["connected"].bool == false }
            let asking = ["ask", "Help", "--attach", file.path]
            let kept = try await bed.run(ProgramPaths.agent, asking + ["--json"], expecting: 91).json
            #expect(kept["requests"][0]["state"].string == "unsent" && kept["requests"][0]["number"] == .null)
            #expect(kept["requests"][0]["files"][0]["complete"].bool == false)
            let said = try await bed.run(ProgramPaths.agent, asking, expecting: 91).output
            #expect(said.contains("sent when the vendor can be reached") && said.contains("files are not kept"))
            let list = try await bed.agent("ask", "--list", "--json", expecting: 69)
            #expect(try list.json["complete"].bool == false && list.json["requests"].array.count == 1)
            for command in ["entitlement", "code"] { try await bed.agent(command, expecting: 69) }
            try await bed.agent("ready", "H-1", expecting: 69)
            await bed.kill(.agent)
            // Without an agent too: it is kept in its database.
            try await bed.agent("ask", "Second", expecting: 91)
            try await bed.startAgent()
            try await bed.startRelay()
            try await Deadlines.wait("both at the desk") {
                try await bed.hamyar("ask", "list", "--json").json["requests"].array.count == 2
            }
            let sent = try await bed.run(ProgramPaths.agent, asking + ["--json"]).json["requests"][0]
            #expect(sent["number"].string.hasPrefix("H-") && sent["files"][0]["complete"].bool == true)
            #expect(try await bed.hamyar("ask", "list", "--json").json["requests"].array.count == 2)
        }

        @Test func `a text from a pipe, and texts and files that are refused with one sentence`() async throws {
            let bed = try await TestBed.ready("texts")
            let fifo = bed.place("fifo")
            #expect(mkfifo(fifo, 0o600) == 0)
            for (words, status) in [
                (["ask", ""], Int32(64)), (["ask", String(repeating: "x", count: 4001)], 64), (["ask", "a\u{1b}[2J"], 64),
                (["ask", "a", "--attach", fifo], 65), (["ask", "a", "--attach", bed.customerFiles], 65),
                (["ask", "a", "--attach", "/none/such"], 66), (["ready", "nothing"], 65), (["confirm", "H-1"], 65),
            ] {
                let result = try await bed.run(ProgramPaths.agent, words, expecting: nil)
                #expect(result.status == status && result.saysOneSentence, "\(words.prefix(3)): \(result)")
            }
            #expect(try await bed.hamyar("ask", "list", "--json").json["requests"].array.isEmpty)
            let script = "printf 'line one\\nline two\\n\\n' | \(ProgramPaths.agent) ask - --json"
            let piped = try await bed.run("/bin/sh", ["-c", script]).json["requests"][0]
            #expect(piped["text"].string.hasPrefix("line one") || piped["number"].string.hasPrefix("H-"))
            let own = try await bed.agent("ask", "--list", "--json").json["requests"][0]
            #expect(own["text"].string == "line one\nline two")
        }

        @Test func `B5.6 a quote is accepted at the prompt, within the approver's limit, and never twice`() async throws {
            let bed = try await TestBed.ready("quote")
            let quote = try await bed.hamyar(
                "quote", "make", bed.contract, "remote-install", "--item", "Two installs=12,500,000", "--quantity", "1", "--tax",
                "0", "--json"
            ).json
            let (number, total) = (quote["number"].string, quote["total_rials"].int)
            #expect(total >= 12_500_000)
            // The quotas first: what they cover needs no quote.
            for _ in 0..<2 {
                let covered = try await bed.request("remote-install")
                try await bed.approve(covered)
            }
            let session = try await bed.request("remote-install", more: ["--quote", number])
            try await Deadlines.wait("the request") { try await bed.waiting().contains(session) }
            let page = try await bed.agent("show", session).output
            for fact in [number, "approving accepts it", "You may accept up to", "above your limit"] {
                #expect(page.contains(fact), "\(fact): \(page)")
            }
            try await bed.agent("approve", session, "--accept-cost", String(total), expecting: 77)
            try await bed.agent("approver", "set", "root", "--cost-limit", String(total))
            try await bed.agent("approve", session, "--accept-cost", String(total - 1), expecting: 90)
            try await bed.approve(session, "--accept-cost", String(total))
            let accepted = try await bed.hamyar("quote", "show", number, "--json").json
            #expect(accepted["signed_by_customer"].bool == true && accepted["accepted_how"].string == "prompt")
        }

        @Test func `B4 a grant before things are prepared waits with a checklist, and counts when they are`() async throws {
            let bed = try TestBed("ready")
            try await bed.initialise()
            try await bed.startRelay()
            try await bed.enrolAdmin()
            try await bed.hamyar("customer", "add", TestBed.customer)
            let examples = ProgramPaths.tree + "/Examples"
            try await bed.hamyar("calendar", "import", examples + "/calendars/faragostar.yaml")
            let contract = try await bed.addContract(product: "office", plan: examples + "/plans/faragostar.yaml")
            try await bed.enrolMachine(contract: contract)
            try await bed.startAgent()
            try await bed.untilOnline()
            let session = try await bed.request("error-fixing")
            try await Deadlines.wait("the request") { try await bed.waiting().contains(session) }
            let page = try await bed.agent("show", session).output
            #expect(page.contains("[ ] A fresh backup of the database"), "\(page)")
            let early = try await bed.agent("approve", session, expecting: 89).output
            #expect(early.contains("nothing was reserved") && early.contains("hamyar-agent ready \(session)"), "\(early)")
            #expect(try await bed.agentSession(session)["waits"]["code"].string == "entitlement.condition-unmet")
            try await bed.agent("ready", session)
            #expect(try await bed.agent("show", session).output.contains("[x] A fresh backup of the database"))
            try await bed.approve(session)
            #expect(try await bed.agentSession(session)["waits"] == .null)
            try await bed.verifyLogs()
        }

        @Test func `A14 the customer's admin is the second person where no colleague came forward in ten minutes`() async throws {
            let bed = try await TestBed.ready("second")
            let record = try await bed.recordOfTwo()
            let early = try await bed.agent("confirm", record, expecting: nil)
            #expect(early.status != 0 && early.saysOneSentence, "\(early)")
            #expect(try await bed.hamyar("record", "show", record, "--json").json["state"].string == "pending")
            try await bed.age(record)
            #expect(try await bed.agent("confirm", record, "--json").json["subject"].string == record)
            #expect(try await bed.hamyar("record", "show", record, "--json").json["state"].string != "pending")
            #expect(try await bed.agentLog().contains { $0.kind == "customer.confirmed" && $0.ids["subject"] == record })
            try await bed.agent("confirm", record)
        }
    }
}
