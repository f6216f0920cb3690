import Entitlement
import Primitives
import Storage
import Testing

@testable import RelayStorage

/// Quotes at the ledger: what a reservation makes of them.
@Suite struct QuotedHoldTests {
    private let commerce: CommerceUnderTest
    private let line: LineStanding

    init() throws {
        commerce = try CommerceUnderTest()
        line = try commerce.addContract()
    }

    private func offer(rials: Int64 = 1_000_000, cap: Quantity? = nil, key: String = "key") throws -> Quote {
        var new = NewQuote(
            key: key, account: .line(line.line.id), kind: ServiceKindName(rawValue: "custom"), place: .remote)
        new.lines = [
            QuoteLine(
                title: LocalizedText(persian: "سفارشی‌سازی", english: "custom work"), quantity: .one, unit: .count,
                rate: Money(rials: rials), amount: Money(rials: rials))
        ]
        new.cap = cap
        return try commerce.make(new)
    }

    private func request(
        _ quote: Quote, quantity: Quantity = .one, accepted: Money = .zero, acceptance: PromptAcceptance? = nil,
        key: String = "hold", at time: Timestamp? = nil
    ) throws -> HoldRequest {
        var question = ServiceQuestion(
            kind: quote.content.kind, place: .remote, quantity: quantity, occurredAt: time ?? commerce.noon)
        question.quote = try quote.price(at: time ?? commerce.noon)
        return HoldRequest(
            key: key, account: .line(line.line.id), question: question, work: .session(.random(), line: 1), actor: "machine",
            reason: "granted", acceptedPrice: accepted, acceptance: acceptance)
    }

    private func stored(_ quote: Quote) throws -> Quote {
        try commerce.relay.database.read { try $0.quotes.require(quote.id) }
    }

    @Test func `an accepted quote is charged by what was used, at most its total, and once`() throws {
        let quote = try commerce.accept(try offer(cap: try Quantity(units: 4)))
        let hold = try commerce.relay.hold(request(quote, quantity: try Quantity(units: 2)))
        #expect(hold.acceptedPrice == .zero)
        let charge = try #require(try commerce.relay.database.read { try $0.charges.live(of: quote.id) })
        #expect(charge.cap == Money(rials: 1_000_000) && charge.hold == hold.id && charge.state == .accepted)
        // While it is in use, nothing else is done by it.
        #expect(refusal { try commerce.relay.hold(request(quote, key: "other")) } == .quoteInUse)
        #expect(refusal { try commerce.mark(quote, .withdrawn) } == .quoteInUse)
        _ = try commerce.relay.close(hold, used: try Quantity(units: 2))
        let performed = try stored(quote)
        // Two of four at most: half of the total.
        #expect(performed.storedState == .performed && performed.actual == Money(rials: 500_000))
        #expect(refusal { try performed.price(at: commerce.noon) } == .quoteState)
        #expect(refusal { try commerce.relay.hold(request(quote, key: "late")) } == .quoteState)
    }

    @Test func `B8b beyond the included hours the quote pays, and only for what is beyond`() throws {
        var new = NewQuote(
            key: "hours", account: .line(line.line.id), kind: ServiceKindName(rawValue: "consult"), place: .phone)
        new.quantity = try Quantity(units: 60)
        let quote = try commerce.accept(
            commerce.make(new, setting: commerce.setting([try CommerceUnderTest.tariff()])))
        #expect(quote.content.total == Money(rials: 2_200_000))
        var record = commerce.record(line, "consult", .phone)
        record.quantity = try Quantity(units: 150)
        #expect(refusal { try commerce.make(record) } == .entitlementQuoteNeeded)
        record.quote = quote.number
        try commerce.make(record)
        #expect(try commerce.balances(line, "hours") == "120 granted, 120 consumed")
        #expect(try stored(quote).actual == Money(rials: 1_100_000))
    }

    @Test func `a yes at the prompt accepts the quote, signed, with the reservation`() throws {
        let quote = try offer()
        let signed = PromptAcceptance(person: "خانم رضایی", evidence: "aa")
        // The price must be accepted as it is, and by somebody.
        #expect(refusal { try commerce.relay.hold(request(quote, acceptance: signed)) } == .entitlementPriceNotAccepted)
        #expect(refusal { try commerce.relay.hold(request(quote, accepted: quote.content.total)) } == .quoteState)
        #expect(try stored(quote).storedState == .quoted)
        let hold = try commerce.relay.hold(request(quote, accepted: quote.content.total, acceptance: signed))
        let accepted = try stored(quote)
        #expect(accepted.storedState == .accepted && accepted.acceptance?.isSigned == true)
        #expect(accepted.acceptance?.person == "خانم رضایی" && accepted.acceptance?.proof == "aa")
        // Nothing was done: nothing is owed, and the customer's yes stands.
        _ = try commerce.relay.close(hold, .withoutEffect)
        #expect(try stored(quote).storedState == .accepted)
        let again = try commerce.relay.hold(request(try stored(quote), key: "again"))
        _ = try commerce.relay.close(again)
        #expect(try stored(quote).actual == quote.content.total)
    }

    @Test func `work beyond the cap, or of another kind, needs another quote`() throws {
        let quote = try commerce.accept(try offer())
        let more = Quantity(thousandths: 1001)
        #expect(refusal { try commerce.relay.hold(request(quote, quantity: more)) } == .entitlementQuoteNeeded)
        var other = try request(quote).question
        other = ServiceQuestion(kind: ServiceKindName(rawValue: "visit"), place: .onSite, occurredAt: commerce.noon)
        other.quote = try quote.price(at: commerce.noon)
        let wrong = HoldRequest(
            key: "x", account: .line(line.line.id), question: other, work: .session(.random(), line: 1), actor: "machine",
            reason: "granted")
        #expect(refusal { try commerce.relay.hold(wrong) } == .entitlementQuoteNeeded)
    }

    @Test func `a request sent in time may be answered after the quote lapsed`() throws {
        let quote = try offer()
        let last = quote.validUntil - .milliseconds(1)
        let signed = PromptAcceptance(person: "Karimi", evidence: "bb")
        let inTime = try request(quote, accepted: quote.content.total, acceptance: signed, at: last)
        let hold = try commerce.relay.hold(inTime, at: quote.validUntil + .seconds(60))
        #expect(hold.verdict.parts.map(\.price) == [.quoted(total: quote.content.total, number: 1, isAccepted: false)])
        #expect(try stored(quote).storedState == .accepted)
    }

    @Test func `A17 a record of quoted work uses its quote, and cannot say yes for the customer`() throws {
        let quote = try offer()
        var new = commerce.record(line, "custom", .remote)
        new.quote = quote.number
        new.acceptedPrice = quote.content.total
        #expect(refusal { try commerce.make(new) } == .quoteState)
        _ = try commerce.accept(quote)
        new.acceptedPrice = .zero
        let record = try commerce.make(new)
        #expect(
            record.state == .done
                && record.verdict.parts.map(\.price) == [.quoted(total: quote.content.total, number: 1, isAccepted: true)])
        #expect(try stored(quote).storedState == .performed)
    }

    @Test func `a disputed line is charged by what the admin decides`() throws {
        let quote = try commerce.accept(try offer())
        let hold = try commerce.relay.hold(request(quote))
        _ = try commerce.relay.close(hold, .failed)
        #expect(try stored(quote).storedState == .accepted)
        let decision = DisputeDecision(used: Quantity(thousandths: 250), decidedBy: "admin", reason: "a quarter")
        _ = try commerce.relay.database.write {
            try $0.ledger.decide(hold.id, decision, zone: commerce.relay.zone, at: commerce.noon)
        }
        #expect(try stored(quote).actual == Money(rials: 250_000))
    }
}
