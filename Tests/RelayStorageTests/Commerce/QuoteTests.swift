import Cryptography
import Entitlement
import Primitives
import Sessions
import Storage
import Testing

@testable import RelayStorage

@Suite struct QuoteTests {
    private func quote(_ line: LineStanding, _ kind: String = "custom", _ place: ServicePlace = .remote) -> NewQuote {
        NewQuote(key: "key", account: .line(line.line.id), kind: ServiceKindName(rawValue: kind), place: place)
    }

    private func byHand(_ line: LineStanding, rials: Int64 = 1_000_000) -> NewQuote {
        var new = quote(line)
        new.lines = [item("work", rials: rials)]
        return new
    }

    private func item(_ title: String, quantity: Quantity = .one, rials: Int64, amount: Int64? = nil) -> QuoteLine {
        QuoteLine(
            title: LocalizedText(persian: title, english: title), quantity: quantity, unit: .count, rate: Money(rials: rials),
            amount: Money(rials: amount ?? rials))
    }

    @Test func `A21 a quote has the tariff's lines, conditions and tax of its day`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        var new = quote(line, "visit", .onSite)
        new.quantity = try Quantity(units: 70)
        new.distance = SiteDistance(metres: 12_300, source: "map")
        new.discount = .permille(100)
        let made = try commerce.make(new, setting: commerce.setting([CommerceUnderTest.tariff()]))
        // 70 minutes are billed as an hour and a half, and 13 started kilometres.
        #expect(made.number == 1 && made.content.lines.map(\.amount.rials) == [3_000_000, 650_000])
        #expect(made.content.lines.map(\.tariffLine) == ["visit-hour", "way"])
        #expect(made.content.sums.subtotal == Money(rials: 3_650_000))
        #expect(made.content.sums.discount == Money(rials: 365_000) && made.content.discountBy == commerce.sara.description)
        #expect(made.content.sums.taxPermille == 100 && made.content.sums.tax == Money(rials: 328_500))
        #expect(made.content.total == Money(rials: 3_613_500))
        #expect(made.content.tariff == "guild 1404-1" && made.content.conditions.map(\.name) == ["parts"])
        #expect(made.validUntil == commerce.noon + CommerceLimits.quoteLife)
        #expect(made.events.map(\.step) == [.made] && made.state(at: commerce.noon) == .quoted)
    }

    @Test func `invariant 12 a quote keeps its price when the tariff changes, and nobody can rewrite it`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        var new = quote(line, "visit", .onSite)
        new.quantity = try Quantity(units: 60)
        new.distance = SiteDistance(metres: 1, source: "map")
        let made = try commerce.make(new, setting: commerce.setting([CommerceUnderTest.tariff()]))
        let dearer = commerce.setting([try CommerceUnderTest.tariff(hour: 9_000_000)])
        #expect(try commerce.make(new, setting: dearer, at: commerce.noon + .seconds(9)) == made)
        let accepted = try commerce.accept(made)
        #expect(accepted.content == made.content && accepted.digest == made.digest)
        for statement in [
            "UPDATE quotes SET content = '{}'", "DELETE FROM quotes", "UPDATE quote_events SET state = 'paid'",
            "DELETE FROM quote_events",
        ] {
            let code = refusal { try commerce.relay.database.write { try $0.execute(statement) } }
            #expect(code == .storageConstraint, "\(statement)")
        }
        // Erasure may empty the name, and nothing else.
        #expect(throws: Never.self) {
            try commerce.relay.database.write { try $0.execute("UPDATE quote_events SET person = ''") }
        }
        // Past the triggers, the digest tells.
        try commerce.relay.database.write { transaction in
            try transaction.execute("DROP TRIGGER quotes_stay")
            try transaction.execute("UPDATE quotes SET content = replace(content, '2000000', '1000000')")
        }
        #expect(refusal { try commerce.relay.database.read { try $0.quotes.require(made.id) } } == .storageCorrupt)
    }

    @Test func `the same key and content is the same quote, other content a conflict`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        let made = try commerce.make(byHand(line))
        #expect(try commerce.make(byHand(line)) == made)
        #expect(refusal { try commerce.make(byHand(line, rials: 5)) } == .ledgerKeyConflict)
    }

    @Test func `what nothing prices is refused, a prospect's is priced by hand`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        #expect(refusal { try commerce.make(quote(line)) } == .quoteWithoutRate)
        #expect(refusal { try commerce.make(quote(line, "visit", .onSite)) } == .quoteWithoutRate)
        #expect(refusal { try commerce.make(quote(line, "guidance", .phone)) } == .quoteWithoutRate)
        // A fixed price beyond a quota is the plan's own.
        #expect(try commerce.make(quote(line, "install")).content.total == Money(rials: 1_000_000))
        var prospect = NewQuote(
            key: "p", account: .prospect(commerce.relay.customer.id), kind: ServiceKindName(rawValue: "project"), place: .onSite)
        prospect.lines = [item("visit", rials: 100), item("paper", quantity: try Quantity(units: 3), rials: 10, amount: 30)]
        let made = try commerce.make(prospect, setting: commerce.setting([CommerceUnderTest.tariff()]))
        #expect(made.line == nil && made.content.sums.subtotal == Money(rials: 130) && made.content.total == Money(rials: 143))
    }

    @Test func `A21 the rate of tax is the tariff's, else the newest tariff's, else named; never nothing by silence`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        var new = byHand(line)
        func make(_ setting: EntitlementSetting) throws -> QuoteContent {
            try commerce.relay.database.write {
                try $0.quotes.make(new, by: commerce.sara, in: setting, at: commerce.noon).content
            }
        }
        #expect(refusal { try make(commerce.setting()) } == .quoteTax)
        new.taxPermille = 95
        #expect(try make(commerce.setting()).sums.taxPermille == 95)
        // An edition that is over still knows the rate of the law, the newer one before the older one.
        func over(_ year: Int, _ permille: Int64?) throws -> TariffVersion {
            let day = try CivilDate(parsing: "\(year)-01-01")
            return try TariffVersion(
                source: "guild", year: year, edition: 1,
                interval: CivilInterval(start: day, end: try day.adding(days: 30)),
                title: LocalizedText(persian: "تعرفه", english: "tariff"), lines: [],
                valueAddedTax: permille.map { [ValueAddedTaxRate(from: day, permille: $0)] } ?? [])
        }
        let setting = commerce.setting([try over(1402, 90), try over(1403, 100), try over(1404, nil)])
        func another(_ key: String) -> NewQuote {
            var other = NewQuote(key: key, account: new.account, kind: new.kind, place: new.place)
            other.lines = [item("work", rials: 1000)]
            return other
        }
        new = another("known")
        #expect(try make(setting).sums.tax == Money(rials: 100))
        new = another("contradicted")
        new.taxPermille = 90
        #expect(refusal { try make(setting) } == .quoteField)
    }

    @Test func `B8b what a quote covers counts in the kind's unit and in the steps of its quota`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        var new = quote(line, "consult", .phone)
        new.quantity = try Quantity(units: 40)
        new.cap = try Quantity(units: 100)
        let setting = commerce.setting([try CommerceUnderTest.tariff()])
        let minutes = try commerce.make(new, setting: setting)
        #expect(minutes.content.cap == (try Quantity(units: 105)) && minutes.content.unit == .minute)
        #expect(minutes.content.total == Money(rials: 3_850_000))
        // Forty of 105 minutes, a started rial counted whole.
        #expect(minutes.content.expected == Money(rials: 1_466_667))
        new.quantity = Quantity(thousandths: 500)
        new.cap = nil
        new.unit = .personDay
        let half = try commerce.make(new, by: commerce.reza, setting: setting)
        #expect(half.content.quantity == (try Quantity(units: 240)) && half.content.total == Money(rials: 8_800_000))
        new.unit = .count
        let failure = #expect(throws: Failure.self) { try commerce.make(new, by: commerce.admin, setting: setting) }
        #expect(failure?.code == .quoteField && failure?.parameters["field"] == "unit")
    }

    @Test func `an acceptance by phone waits for another technician, and stays unsigned`() throws {
        let commerce = try CommerceUnderTest()
        let made = try commerce.make(byHand(try commerce.addContract()))
        let phone = RecordedAcceptance(person: "آقای کریمی", how: .phone)
        let recorded = try commerce.record(phone, of: made)
        #expect(recorded.waitsForSecondPerson && recorded.state(at: commerce.noon) == .quoted)
        #expect(recorded.acceptance?.isSigned == false && recorded.acceptance?.secondPerson == nil)
        #expect(try commerce.record(phone, of: made) == recorded)
        #expect(refusal { try commerce.record(RecordedAcceptance(person: "x", how: .phone), of: made) } == .quoteState)
        #expect(refusal { try commerce.confirm(made, by: commerce.sara) } == .confirmationSamePerson)
        let accepted = try commerce.confirm(made, by: commerce.reza)
        #expect(accepted.state(at: commerce.noon) == .accepted && !accepted.waitsForSecondPerson)
        let acceptance = try #require(accepted.acceptance)
        #expect(acceptance.person == "آقای کریمی" && !acceptance.isSigned)
        #expect(acceptance.recordedBy == commerce.sara.description && acceptance.secondPerson == commerce.reza.description)
        #expect(try commerce.confirm(made, by: commerce.reza) == accepted)
        #expect(refusal { try commerce.confirm(made, by: commerce.admin) } == .confirmationNothing)
        // Said in time, confirmed late.
        #expect(accepted.state(at: made.validUntil + .seconds(1)) == .accepted)
    }

    @Test func `a rejected acceptance leaves the quote as it was, a letter needs its proof`() throws {
        let commerce = try CommerceUnderTest()
        let made = try commerce.make(byHand(try commerce.addContract()))
        #expect(refusal { try commerce.record(RecordedAcceptance(person: "a", how: .letter), of: made) } == .quoteField)
        #expect(refusal { try commerce.record(RecordedAcceptance(person: "a", how: .prompt), of: made) } == .quoteField)
        #expect(refusal { try commerce.record(RecordedAcceptance(person: " ", how: .phone), of: made) } == .quoteField)
        _ = try commerce.record(RecordedAcceptance(person: "a", how: .letter, proof: Digest.of([1])), of: made)
        let rejected = try commerce.confirm(made, by: commerce.reza, isRejected: true)
        #expect(rejected.state(at: commerce.noon) == .quoted && rejected.acceptance == nil)
        #expect(rejected.state(at: made.validUntil) == .lapsed)
        #expect(try commerce.accept(made).state(at: commerce.noon) == .accepted)
    }

    @Test func `a quote lapses at its end, unless somebody said yes before`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        var short = byHand(line)
        short.validFor = .seconds(60)
        let made = try commerce.make(short)
        let end = commerce.noon + .seconds(60)
        #expect(made.state(at: end - .milliseconds(1)) == .quoted && made.state(at: end) == .lapsed)
        #expect(refusal { try commerce.record(RecordedAcceptance(person: "a", how: .phone), of: made, at: end) } == .quoteState)
        #expect(refusal { try made.price(at: end) } == .quoteState)
        // It is written down when no request by it can be answered any more.
        #expect(try commerce.relay.database.write { try $0.quotes.lapse(at: end) }.isEmpty)
        let sweep = end + SessionLimits.unwatchedRequestLife
        #expect(try commerce.relay.database.write { try $0.quotes.lapse(at: sweep) }.map(\.storedState) == [.lapsed])
        #expect(try commerce.relay.database.write { try $0.quotes.lapse(at: sweep) }.isEmpty)
    }

    @Test func `B5.6 a prepaid quote gives the units that it sold, once`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        var new = byHand(line)
        new.quantity = try Quantity(units: 3)
        new.allotment = QuotaName(rawValue: "install")
        let made = try commerce.accept(commerce.make(new))
        #expect(try commerce.balances(line) == "2 granted, 2 available")
        let prepaid = try commerce.mark(made, .prepaid, reference: "bank 7")
        #expect(prepaid.storedState == .prepaid && prepaid.events.last?.detail.reference == "bank 7")
        #expect(try commerce.mark(made, .prepaid, reference: "again") == prepaid)
        #expect(try commerce.balances(line) == "5 granted, 5 available")
        // It sells units, not work.
        #expect(refusal { try prepaid.price(at: commerce.noon) } == .quoteState)
        var unknown = new
        unknown.allotment = QuotaName(rawValue: "nothing")
        let failure = #expect(throws: Failure.self) { try commerce.make(unknown, by: commerce.reza) }
        #expect(failure?.parameters["field"] == "allotment")
    }

    @Test func `marks follow the states, and each is written once`() throws {
        let commerce = try CommerceUnderTest()
        let made = try commerce.make(byHand(try commerce.addContract(), rials: 999))
        #expect(refusal { try commerce.mark(made, .prepaid) } == .quoteState)
        #expect(refusal { try commerce.mark(made, .accepted) } == .quoteState)
        _ = try commerce.accept(made)
        #expect(refusal { try commerce.mark(made, .performed, used: try Quantity(units: 2)) } == .quoteOverCap)
        let performed = try commerce.mark(made, .performed, used: Quantity(thousandths: 500))
        // A started rial is a rial.
        #expect(performed.actual == Money(rials: 500))
        #expect(refusal { try commerce.mark(made, .withdrawn) } == .quoteState)
        for state in [QuoteState.invoiced, .paid, .credited] {
            #expect(try commerce.mark(made, state).storedState == state)
        }
        let events = try commerce.relay.database.read { try $0.quotes.require(made.id) }.events
        #expect(events.map(\.step) == [.made, .recorded, .accepted, .performed, .invoiced, .paid, .credited])
    }

    @Test(arguments: [
        "key", "kind", "quantity", "cap", "valid", "distance", "items", "description", "unit_price", "amount", "allotment",
    ])
    func `a field that cannot be is named`(field: String) throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        let key = field == "key" ? String(repeating: "k", count: CommerceLimits.keyCharacters + 1) : "key"
        var new = NewQuote(
            key: key, account: .line(line.line.id), kind: ServiceKindName(rawValue: field == "kind" ? "" : "custom"),
            place: .remote)
        new.lines = [item("work", rials: 10)]
        switch field {
        case "quantity": new.quantity = Quantity(thousandths: CommerceLimits.quantity + 1)
        case "cap": new.cap = Quantity(thousandths: 999)
        case "valid": new.validFor = CommerceLimits.longestQuoteLife + .milliseconds(1)
        case "distance": new.distance = SiteDistance(metres: 1, source: "")
        case "items": new.lines = Array(repeating: item("work", rials: 1), count: CommerceLimits.quoteLines + 1)
        case "description": new.lines = [item("a\u{7}", rials: 1)]
        case "unit_price": new.lines = [item("work", rials: CommerceLimits.lineRials + 1)]
        case "amount": new.lines = [item("work", rials: 10, amount: 9)]
        case "allotment":
            new.allotment = QuotaName(rawValue: "install")
            new.cap = try Quantity(units: 2)
        default: break
        }
        let failure = #expect(throws: Failure.self) { try commerce.make(new) }
        #expect(failure?.code == .quoteField && failure?.parameters["field"] == field)
    }

    @Test func `limits of a quote hold at their last value`() throws {
        let commerce = try CommerceUnderTest()
        var new = quote(try commerce.addContract())
        new.lines = Array(repeating: item("w", rials: CommerceLimits.lineRials), count: CommerceLimits.quoteLines)
        new.quantity = Quantity(thousandths: CommerceLimits.quantity)
        new.validFor = CommerceLimits.longestQuoteLife
        #expect(try commerce.make(new).content.total == Money(rials: 32 * CommerceLimits.lineRials))
    }

    @Test func `a branch sees its own customers' quotes, newest first`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        let first = try commerce.make(byHand(line))
        let second = try commerce.make(byHand(line), by: commerce.reza)
        _ = try commerce.mark(first, .withdrawn)
        let database = commerce.relay.database
        func list(_ scope: OrganisationScope, openOnly: Bool = false) throws -> [Int64] {
            try database.read {
                try $0.quotes.list(contract: line.contract.id, openOnly: openOnly, scope: scope, at: commerce.noon)
            }.map(\.number)
        }
        #expect(try list(.only(commerce.relay.organisation)) == [second.number, first.number])
        #expect(try list(.all, openOnly: true) == [second.number])
        #expect(try list(.only(.random())).isEmpty)
        #expect(refusal { try database.read { try $0.quotes.require(number: 1, scope: .only(.random())) } } == .storageNoSuchRow)
    }
}
