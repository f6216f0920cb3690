import Documents
import Messages
import Primitives
import Sentences
import Sessions
import SignedObjects
import SwiftProtobuf
import Synchronization
import Testing
import Transport

@testable import Agent

/// Quotes and conditions at the prompt, and grants that the relay gives back until something has happened.
@Suite struct ConditionTests {
    private static let prerequisite = "condition.prerequisite"

    private func conditions() throws -> [VerdictCondition] {
        [
            try VerdictCondition(
                code: Self.prerequisite,
                parameters: ["name": "backup", "persian": "نسخهٔ پشتیبان از داده‌ها", "english": "a backup of the data"]),
            try VerdictCondition(code: "condition.second-person"),
            try VerdictCondition(
                code: "condition.outside-hours", parameters: ["opens": "1793491200000", "calendar": "office"]),
        ]
    }

    private func offer(
        _ machine: TestMachine, _ relay: PlayedRelay? = nil, number: String = "S-1001",
        _ verdict: (SignedObject<Request>) throws -> SignedObject<Verdict>
    ) async throws -> SignedObject<Request> {
        let request = try machine.technician.request(machine: machine.id, scope: ["push:\(machine.root)"])
        let offer = try machine.offer(request, verdict(request), number: number)
        if let relay {
            _ = try await relay.connection.call(.sessionOffer, offer)
        } else {
            _ = try await machine.desk.offer(offer)
        }
        return request
    }

    @Test(arguments: [Language.english, .persian])
    func `B5.6 the prompt names the quote, its total with tax, that approving accepts it, and the approver's limit`(
        language: Language
    ) async throws {
        let machine = try await TestMachine(costLimit: 10_000_000)
        _ = try await offer(machine) { try machine.vendor.verdict($0, price: 13_750_000, quote: "Q-12") }
        let calls = machine.core.calls(for: machine.person, isRunning: true)
        let shown = try await calls.show("S-1001")
        let text = SessionText(shown, in: language).text
        for fact in [
            "Q-12", language.money(rials: 13_750_000), language.word(.quoteAccepting), language.word(.withTax),
            language.money(rials: 10_000_000), language.word(.aboveLimit),
        ] {
            #expect(text.contains(fact), "\(fact)")
        }
        // And that is not only said.
        let call = WireLocalApproveCall.with {
            $0.session = "S-1001"
            $0.acceptCost = 13_750_000
        }
        #expect(await code { _ = try await calls.approve(call) } == "consent.cost-limit")
    }

    @Test func `a quote within the limit is accepted to the rial, one that was accepted before costs nothing again`() async throws
    {
        let machine = try await TestMachine(costLimit: 20_000_000)
        let relay = try await PlayedRelay(machine)
        let calls = machine.core.calls(for: machine.person, isRunning: true)
        let request = try await offer(machine, relay) { try machine.vendor.verdict($0, price: 13_750_000, quote: "Q-12") }
        func approve(_ number: String, _ rials: Int64) async -> String? {
            await code {
                let call = WireLocalApproveCall.with {
                    $0.session = number
                    $0.acceptCost = rials
                }
                _ = try await calls.approve(call)
            }
        }
        #expect(await approve("S-1001", 13_750_001) == "consent.cost-differs")
        #expect(await approve("S-1001", 0) == "consent.cost-not-accepted")
        #expect(await approve("S-1001", 13_750_000) == nil)
        #expect(await machine.desk.open[request.body.session]?.grant?.body.acceptedCost == 13_750_000)
        _ = try await offer(machine, relay, number: "S-1002") {
            try machine.vendor.verdict($0, price: 5_000_000, quote: "Q-13", accepted: true)
        }
        let text = SessionText(try await calls.show("S-1002"), in: .english).text
        #expect(text.contains("Q-13: was accepted before; nothing is to be accepted again"))
        #expect(!text.contains("You may accept"))
        #expect(await approve("S-1002", 0) == nil)
        await relay.close()
    }

    @Test(arguments: [Language.english, .persian])
    func `B4 what is to be prepared is a checklist with the command that says so`(language: Language) async throws {
        let machine = try await TestMachine()
        let relay = try await PlayedRelay(machine)
        let conditions = try conditions()
        _ = try await offer(machine, relay) { try machine.vendor.verdict($0, conditions: conditions) }
        let calls = machine.core.calls(for: machine.person, isRunning: true)
        let title = language == .english ? "a backup of the data" : "نسخهٔ پشتیبان از داده‌ها"
        let before = SessionText(try await calls.show("S-1001"), in: language).text
        #expect(before.contains("[ ] ") && before.contains(title) && before.contains("hamyar-agent ready S-1001"))
        #expect(before.contains(Catalogue.sentence(for: "condition.second-person", in: language)))
        // The next opening in both calendars, by Tehran's clock.
        for fact in language == .english ? ["2026-11-01 (1405-08-10) 03:30", "Tehran"] : ["۱۴۰۵-۰۸-۱۰ (۲۰۲۶-۱۱-۰۱)", "تهران"] {
            #expect(before.contains(fact), "\(before)")
        }
        _ = try await calls.ready("S-1001")
        let after = SessionText(try await calls.show("S-1001"), in: language).text
        #expect(after.contains("[x] ") && after.contains(language.word(.readySaid)) && !after.contains("hamyar-agent ready"))
        await relay.close()
    }

    @Test func `a grant that came too early is given back: the request waits, says why, and can be allowed again`() async throws {
        let machine = try await TestMachine()
        let desk = PlayedDesk()
        desk.state.withLock {
            $0.grantRefusal = Failure(
                Failure.Code(rawValue: "entitlement.condition-unmet"),
                ["condition": Self.prerequisite, "name": "backup", "persian": "نسخهٔ پشتیبان", "english": "a backup"])
        }
        let relay = try await PlayedRelay(machine, desk: desk)
        let conditions = try conditions()
        let request = try await offer(machine, relay) { try machine.vendor.verdict($0, conditions: conditions) }
        let calls = machine.core.calls(for: machine.person, isRunning: true)
        let call = WireLocalApproveCall.with { $0.session = "S-1001" }
        let given = try await calls.approve(call)
        #expect(given.state != "granted" && !given.hasGrant && given.endedCode.isEmpty)
        #expect(given.waitsCode == "entitlement.condition-unmet")
        let text = SessionText(given, in: .english).text
        #expect(text.contains("Your approval does not count yet.") && text.contains("a backup"))
        #expect(SessionOutput(given).waits != nil)
        #expect(try machine.logged().contains("session.voided"))
        // It is still so after a restart.
        try await machine.restart()
        #expect(try await machine.desk.view("S-1001").waitsCode == "entitlement.condition-unmet")
        #expect(await machine.desk.open[request.body.session]?.grant == nil)
        await relay.close()
        desk.state.withLock { $0.grantRefusal = nil }
        let back = try await PlayedRelay(machine, desk: desk)
        let again = try await machine.core.calls(for: machine.person, isRunning: true).approve(call)
        #expect(again.state == "active" && again.waitsCode.isEmpty)
        await back.close()
    }

    @Test func `any other refusal of a grant still ends its session`() async throws {
        let machine = try await TestMachine()
        let desk = PlayedDesk()
        desk.state.withLock { $0.grantRefusal = Failure(Failure.Code(rawValue: "session.mismatch")) }
        let relay = try await PlayedRelay(machine, desk: desk)
        _ = try await offer(machine, relay) { try machine.vendor.verdict($0) }
        let call = WireLocalApproveCall.with { $0.session = "S-1001" }
        let ended = try await machine.core.calls(for: machine.person, isRunning: true).approve(call)
        #expect(ended.state == "ended" && ended.endedCode == "session.mismatch")
        await relay.close()
    }
}
