import AuditLog
import AuditStorage
import Cryptography
import Entitlement
import Foundation
import Messages
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf
import Testing
import Transport

@testable import Relay

/// Sessions that a quote pays for: named in the request, accepted by the grant, charged at the end.
@Suite struct QuotedSessionTests {
    private func line(_ relay: ServedRelay, _ quote: String, kind: String = "customisation", place: Sessions.Place = .remote)
        throws
        -> [SessionLine]
    {
        [
            try SessionLine(
                number: 1, kind: kind, place: place, quantity: 1000, contractLine: relay.contract.line.id, quote: quote)
        ]
    }

    @Test func `B8b work beyond the contract needs a quote, and the refusal says what it will cost`() async throws {
        let relay = try await ServedRelay()
        let (boss, till) = (try await relay.technician("Boss"), try await relay.machine("till-1"))
        #expect(await code { try await boss.ask(boss.sign(for: till.id, kind: "customisation")) } == .entitlementQuoteNeeded)
        let year = try relay.context.zone.date(of: relay.context.clock.now()).gregorianText.prefix(4)
        let tariff = """
            tariff: ict-guild
            year: 1404
            edition: 9
            from: \(year)-01-01
            until: \((Int(year) ?? 0) + 1)-01-01
            currency: IRR
            title: { fa: تعرفه, en: Tariff }
            lines:
              remote-install: { title: { fa: نصب, en: Install }, unit: count, rials: 7000000 }
            vat: [{ from: 2020-01-01, percent: 10 }]
            """
        _ = try await boss.ask(.tariffImport) { ($0.file, $0.content) = ("guild.yaml", tariff) }
        for _ in 0..<2 { _ = try await till.grant(till.sign(try await boss.ask(boss.sign(for: till.id)))) }
        let failure = await failure { try await boss.ask(boss.sign(for: till.id)) }
        #expect(failure?.code == .entitlementQuoteNeeded)
        #expect(failure?.parameters["estimate"] == "7000000" && failure?.parameters["tariff"] == "ict-guild 1404-9")
        let answer = try await boss.ask(.entitlementEvaluate) { call in
            (call.machine, call.kind, call.place, call.quantity) = (till.id.description, "remote-install", .remote, 1000)
        }
        let part = try #require(answer.lines.first?.parts.first)
        #expect((part.tariff, part.tariffPersian, part.tariffEnglish) == ("ict-guild 1404-9", "تعرفه", "Tariff"))

        let quote = try await boss.ask(.quoteMake) { call in
            (call.key, call.contract, call.kind, call.place) = ("1", relay.number, "remote-install", .remote)
        }
        #expect(
            quote.tariff == "ict-guild 1404-9" && quote.total == 7_700_000 && quote.items.map(\.tariffLine) == ["remote-install"])
        let paid = try await boss.ask(boss.sign(for: till.id, lines: line(relay, quote.number, kind: "remote-install")))
        let verdict: SignedObject<Verdict> = try relay.context.trust.current.openRelays(SignedMessage(wire: paid.verdict))
        #expect(verdict.body.price == 7_700_000)
        #expect(verdict.body.parts.map(\.quote) == [quote.number] && verdict.body.parts.map(\.tariff) == ["ict-guild 1404-9"])
        await relay.close()
    }

    @Test func `a quote is accepted at the prompt, charged at the end, and used once`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        let quote = try await sara.quote("1")
        let request = try sara.sign(for: till.id, lines: line(relay, quote.number))
        let view = try await sara.ask(request)
        #expect(view.lines.map(\.line.quote) == [quote.number])
        let second = try sara.sign(for: till.id, lines: line(relay, quote.number))
        let late = try till.sign(try await sara.ask(second), accepting: quote.total)
        let grant = try till.sign(view, accepting: quote.total)
        for _ in 0..<2 { #expect(try await till.grant(grant).hasActivation) }
        let accepted = try await sara.ask(.quoteShow) { $0.quote = quote.number }
        #expect(accepted.state == "accepted" && accepted.signedByCustomer && accepted.acceptedBy == "Reza")
        #expect(Array(accepted.proof) == grant.digest.bytes && accepted.acceptedHow == "prompt")
        let log = try await relay.context.database.read {
            try $0.audit.entries(session: request.body.session.description).map(\.entry)
        }
        #expect(log.count { $0.kind.rawValue == "quote.accepted" && $0.ids["number"] == quote.number } == 1)

        // What the other session was promised is gone: it is asked again, and hangs nowhere.
        let reply = try await till.grant(late)
        #expect(!reply.hasActivation && reply.hasVerdict)
        #expect(try relay.session(second.body.session)?.phase == .delivered)
        #expect(await code { try await sara.ask(sara.sign(for: till.id, lines: line(relay, quote.number))) } == .quoteInUse)

        let operation = try sara.operation(on: request)
        try await sara.push(operation)
        try await till.report(till.outcome(of: operation, under: grant), of: operation)
        try await sara.end(request)
        let performed = try await sara.ask(.quoteShow) { $0.quote = quote.number }
        #expect(performed.state == "performed" && performed.actual == quote.total)
        #expect(await code { try await sara.ask(sara.sign(for: till.id, lines: line(relay, quote.number))) } == .quoteState)
        #expect(try await relay.isSound())
        await relay.close()
    }

    @Test func `a quote that was accepted on the phone costs nothing more at the prompt`() async throws {
        let relay = try await ServedRelay()
        let (sara, ali) = (try await relay.technician("Sara"), try await relay.technician("Ali"))
        let till = try await relay.machine("till-1")
        let quote = try await sara.quote("1")
        let shown = try await sara.ask(sara.sign(for: till.id, lines: line(relay, quote.number)))
        _ = try await sara.ask(.quoteAccept) { ($0.key, $0.quote, $0.by, $0.how) = ("2", quote.number, "Mrs Karimi", "phone") }
        _ = try await ali.ask(.confirm) { $0.subject = quote.number }
        // Nobody pays twice: the price of before is void.
        let reply = try await till.grant(till.sign(shown, accepting: quote.total))
        let verdict: SignedObject<Verdict> = try relay.context.trust.current.openRelays(SignedMessage(wire: reply.verdict))
        #expect(verdict.body.price == 0 && verdict.body.parts.map(\.accepted) == [true])
        #expect(verdict.body.parts.map(\.price) == [quote.total])
        let view = try await sara.ask(.sessionShow) { $0.session = shown.session }
        #expect(try await till.grant(till.sign(view)).hasActivation)
        #expect(try await sara.ask(.quoteShow) { $0.quote = quote.number }.acceptedHow == "phone")
        await relay.close()
    }

    @Test func `what was not used is not charged, and its quote may be used again`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        let quote = try await sara.quote("1")
        let request = try sara.sign(for: till.id, lines: line(relay, quote.number))
        #expect(try await till.grant(till.sign(try await sara.ask(request), accepting: quote.total)).hasActivation)
        try await sara.end(request)
        #expect(try await sara.ask(.quoteShow) { $0.quote = quote.number }.state == "accepted")
        let again = try await sara.ask(sara.sign(for: till.id, lines: line(relay, quote.number)))
        #expect(try await till.grant(till.sign(again)).hasActivation)
        await relay.close()
    }

    @Test func `a visit is asked for at the prompt, and recorded by its quote`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        let quote = try await sara.ask(.quoteMake) { call in
            (call.key, call.contract, call.kind, call.place) = ("1", relay.number, "customisation", .onSite)
            call.taxPermille = 0
            call.items = [.with { ($0.description_p, $0.quantity, $0.unitPrice) = ("A day there", 1000, 9_000_000) }]
        }
        let request = try sara.sign(for: till.id, lines: line(relay, quote.number, place: .onSite))
        #expect(try await till.grant(till.sign(try await sara.ask(request), accepting: quote.total)).hasActivation)
        try await sara.end(request)
        let record = try await sara.ask(.recordMake) { call in
            (call.key, call.contract, call.kind, call.place) = ("2", relay.number, "customisation", .onSite)
            (call.quote, call.attendees) = (quote.number, 2)
        }
        #expect(record.state == "done" && record.quote == quote.number && record.parts.map(\.accepted) == [true])
        #expect(try await sara.ask(.quoteShow) { $0.quote = quote.number }.state == "performed")
        await relay.close()
    }

    @Test func `another customer's quote pays for nothing here`() async throws {
        let relay = try await ServedRelay()
        let other = Customer(id: .random(), organisation: relay.context.identity.organisation, name: "Pars")
        try await relay.context.database.write { try $0.customers.add(other, at: relay.context.clock.now()) }
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        let quote = try await sara.ask(.quoteMake) { call in
            (call.key, call.customer, call.kind, call.place) = ("1", "Pars", "customisation", .remote)
            call.taxPermille = 0
            call.items = [.with { ($0.description_p, $0.quantity, $0.unitPrice) = ("A report", 1000, 1_000_000) }]
        }
        #expect(await code { try await sara.ask(sara.sign(for: till.id, lines: line(relay, quote.number))) } == .findNothing)
        let two = try (1...2).map {
            try SessionLine(
                number: $0, kind: "customisation", place: .remote, quantity: 1000, contractLine: relay.contract.line.id,
                quote: sara.relay.number)
        }
        #expect(await code { try await sara.ask(sara.sign(for: till.id, lines: two)) } == .findNothing)
        await relay.close()
    }

    @Test func `one quote does not pay for two lines`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        let quote = try await sara.quote("1")
        let lines = try (1...2).map {
            try SessionLine(
                number: $0, kind: "customisation", place: .remote, quantity: 1000, contractLine: relay.contract.line.id,
                quote: quote.number)
        }
        #expect(await code { try await sara.ask(sara.sign(for: till.id, lines: lines)) } == .entitlementQuoteNeeded)
        await relay.close()
    }
}
