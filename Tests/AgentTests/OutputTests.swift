import Documents
import Foundation
import Messages
import Primitives
import Sentences
import Sessions
import Testing

@testable import Agent

/// The documents of `--json`, key by key, and what a person reads.
@Suite struct OutputTests {
    private func keys(_ value: some Encodable) throws -> Set<String> {
        let data = Data(try OutputDocument.text(value).utf8)
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        return Set(object.keys)
    }

    @Test func `H39 a document keeps every character, and none of them steers a terminal`() throws {
        let hostile = "a\u{1b}[2J\u{9b}1m\u{202e}\u{2028}\u{e0041}می‌رود \\ \"\n"
        let text = try OutputDocument.text([hostile])
        #expect(!text.unicodeScalars.contains { $0 != "\n" && DisplayText.steers($0) })
        #expect(try JSONDecoder().decode([String].self, from: Data(text.utf8)) == [hostile])
        #expect(text.contains("می‌رود") && text.contains("\\u202e") && text.contains("\\udb40\\udc41"))
    }

    @Test func `a session's document`() async throws {
        let machine = try await TestMachine()
        _ = try await machine.active(bytes: 100)
        let view = try await machine.desk.view("S-1001")
        #expect(
            try keys(SessionOutput(view)) == [
                "session", "number", "state", "vendor", "organisation", "technician", "technician_name", "reason", "reference",
                "scope", "byte_limit", "duration_seconds", "lines", "created", "request_expires", "expires", "watched",
                "check_words", "verdict", "grant", "outcomes", "operations", "bytes_used", "cost_limit_rials",
            ])
        let data = Data(try OutputDocument.text(SessionOutput(view)).utf8)
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let verdict = try #require(object["verdict"] as? [String: Any])
        #expect(Set(verdict.keys) == ["price_rials", "valid_until", "parts", "conditions"])
        let part = try #require((verdict["parts"] as? [[String: Any]])?.first)
        #expect(
            Set(part.keys) == [
                "line", "kind", "kind_persian", "kind_english", "contract", "coverage", "rule", "reason", "quantity_thousandths",
                "unit", "bucket", "left_after_thousandths", "price_rials", "quote_needed",
            ])
        let grant = try #require(object["grant"] as? [String: Any])
        #expect(
            Set(grant.keys) == [
                "approver", "approver_uid", "scope", "byte_limit", "duration_seconds", "approved", "not_after",
                "accepted_cost_rials",
            ])
        #expect(try keys(SessionsOutput(WireLocalSessions())) == ["sessions"])
    }

    @Test func `the other documents`() throws {
        #expect(try keys(StopOutput(WireLocalStopReply())) == ["ended"])
        #expect(
            try keys(StatusOutput(WireLocalStatus(), running: true)) == [
                "running", "machine", "vendor", "vendor_name", "relay", "connected", "waiting", "active", "roots", "program",
            ])
        #expect(try keys(AuditVerifyOutput(WireAuditVerifyReply())) == ["sound", "entries", "first_bad", "problem"])
        let settings = AgentSettings(relay: "a:1", vendor: "v", machine: .random())
        #expect(try keys(ApproversOutput(settings)) == ["approvers"])
        #expect(try keys(FailureOutput(Failure(.agentBusy, ["path": "/x"]), in: .english)) == ["error"])
    }

    @Test(arguments: [Language.english, .persian])
    func `a prompt has vendor, technician, reason, folders, cost, what is left, expiry and check words`(language: Language)
        async throws
    {
        let machine = try await TestMachine(costLimit: 1_250_000)
        _ = try await machine.offered(price: 1_250_000)
        let view = try await machine.desk.view("S-1001")
        let text = SessionText(view, in: language).text
        let state = language == .english ? "seen by the customer" : "مشتری دید"
        let delivered = language == .english ? "delivered to the machine" : "به دستگاه رسید"
        #expect(text.hasPrefix("S-1001  \(state)") || text.hasPrefix("S-1001  \(delivered)"))
        for fact in ["S-1001", "پادرا", "Sara", "a fix", "push:\(machine.root)", view.checkWords, "C-7"] {
            #expect(text.contains(fact), "\(fact)")
        }
        #expect(text.contains(language == .english ? "1,250,000 rials (125,000 toman)" : "۱٬۲۵۰٬۰۰۰ ریال (۱۲۵٬۰۰۰ تومان)"))
    }

    @Test func `amounts as people type them`() {
        #expect(RialsText.parse("1,250,000") == 1_250_000)
        #expect(RialsText.parse("۱٬۲۵۰٬۰۰۰") == 1_250_000)
        #expect(RialsText.parse("") == nil)
        #expect(RialsText.parse("12a") == nil)
        #expect(RialsText.parse("-5") == nil)
        #expect(RialsText.parse("99999999999999999999") == nil)
    }
}
