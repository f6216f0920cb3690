import Primitives
import Testing

@testable import Entitlement

struct VerdictTests {
    @Test(arguments: [
        // A3, with 2, 1, half and 0 left.
        ("remote-install", ServicePlace.remote, "1404-08-01", 2000, 1000, "1 covered A3 left 1"),
        ("remote-install", .remote, "1404-08-01", 1000, 1000, "1 covered A3 left 0"),
        ("remote-install", .remote, "1404-08-01", 0, 1000, "1 priced A3 quote"),
        ("remote-install", .remote, "1404-08-01", 1000, 3000, "1 covered A3 left 0; 2 priced A3 quote"),
        ("remote-install", .remote, "1404-08-01", 500, 1000, "0.5 covered A3 left 0; 0.5 priced A3 quote"),
        ("remote-install", .remote, "1405-08-01", 2000, 1000, "1 priced A3 quote"),
        ("remote-install", .remote, "1404-05-13", 2000, 1000, "1 priced A3 quote"),
        // A12 draws on the quotas in the plan's order.
        ("reinstall", .remote, "1404-08-01", 2000, 3000, "2 covered A12 left 0; 1 covered A12 left 0"),
        ("reinstall", .remote, "1404-08-01", 0, 1000, "1 covered A12 left 0"),
        // A9: no quota, in and out.
        ("error-fixing", .remote, "1404-08-01", 2000, 1000, "1 covered A9"),
        ("error-fixing", .phone, "1404-08-01", 0, 1000, "1 covered A9"),
        ("error-fixing", .remote, "1405-08-01", 2000, 1000, "1 priced A9 quote"),
        // A10: in free, out free by phone alone.
        ("guidance", .phone, "1404-08-01", 0, 1000, "1 free A10-phone"),
        ("guidance", .remote, "1404-08-01", 0, 1000, "1 free A10-remote"),
        ("guidance", .phone, "1405-08-01", 0, 1000, "1 free A10-phone"),
        ("guidance", .remote, "1405-08-01", 0, 1000, "1 priced A10-remote quote"),
        // A20 and the look that every plan has.
        ("demo", .remote, "1404-08-01", 0, 1000, "1 free A20"),
        ("demo", .remote, "1405-08-01", 0, 1000, "1 free A20"),
        ("assessment", .remote, "1404-08-01", 0, 1000, "1 free A0"),
        ("assessment", .remote, "1405-08-01", 0, 1000, "1 free A0"),
    ])
    func table(kind: String, place: ServicePlace, day: String, left: Int64, asked: Int64, expected: String) throws {
        let line = try SampleLine().leaving(Quantity(thousandths: left), of: "remote-install")
        let verdict = try line.ask(kind, place, at: day, quantity: Quantity(thousandths: asked))
        #expect(verdict.brief == expected)
        #expect(try verdict.quantity() == Quantity(thousandths: asked))
    }

    @Test func theTermsLastMinuteIsInAndTheNextInstantIsOut() throws {
        let line = try SampleLine()
        #expect(try line.ask("remote-install", at: "1405-05-14", offset: .seconds(-60)).brief == "1 covered A3 left 1")
        #expect(try line.ask("remote-install", at: "1405-05-14", offset: .milliseconds(-1)).brief == "1 covered A3 left 1")
        #expect(try line.ask("remote-install", at: "1405-05-14", offset: .zero).brief == "1 priced A3 quote")
        #expect(try line.ask("remote-install", at: "1404-05-14", offset: .zero).brief == "1 covered A3 left 1")
        #expect(try line.ask("remote-install", at: "1404-05-14", offset: .milliseconds(-1)).brief == "1 priced A3 quote")
        #expect(try line.ask("remote-install").until?.jalaliText == "1405-05-14")
        #expect(try line.ask("remote-install", at: "1405-05-14").until == nil)
        let out = try line.ask("remote-install", at: "1405-05-14").parts[0].reason
        #expect(out.code == .pricedOutside && out.parameters == ["interval": "support", "ended": "1405-05-14"])
    }

    @Test func aTermThatBeganOn30EsfandEndsOn1FarvardinWhereEsfandIsShort() throws {
        let line = try SampleLine(anchor: "1403-12-30")
        #expect(line.terms[0].interval.end.jalaliText == "1405-01-01")
        #expect(try line.ask("remote-install", at: "1404-12-29").isFreeOfCharge)
        #expect(try line.ask("remote-install", at: "1405-01-01", offset: .zero).needsQuote)
    }

    @Test func anotherTermsBucketsAreNotDrawnOn() throws {
        var line = try SampleLine()
        let next = try Term(id: .random(), line: line.line.id, anchor: line.terms[0].interval.end, plan: line.terms[0].plan)
        line.terms.append(next)
        let verdict = try line.ask("remote-install", at: "1405-06-01")
        #expect(verdict.term == next.id)
        #expect(verdict.parts[0].reason.code == .deniedWithoutBucket)
    }

    @Test(arguments: [
        (Int64?.none, "1 denied A7"), (10_000, "1 covered A7 left 0"), (39_999, "1 covered A7 left 0"),
        (40_000, "1 priced A7 quote"), (400_000, "1 priced A7 quote"),
    ])
    func aVisitDependsOnTheDistance(metres: Int64?, expected: String) throws {
        #expect(try SampleLine().ask("visit", .onSite, distance: metres).brief == expected)
    }

    @Test(arguments: [
        ("demo", ServicePlace.remote, "1 free prospect"), ("assessment", .remote, "1 free prospect"),
        ("demo", .onSite, "1 denied none"),
        ("remote-install", .remote, "1 denied none"), ("guidance", .phone, "1 denied none"),
        ("nonsense", .remote, "1 denied none"),
    ])
    func aProspectHasDemoAndAssessmentOnly(kind: String, place: ServicePlace, expected: String) throws {
        let question = ServiceQuestion(
            kind: ServiceKindName(rawValue: kind), place: place, occurredAt: Timestamp(milliseconds: 1_760_000_000_000))
        let verdict = evaluate(question, for: .prospect(.random()), in: EntitlementSetting(zone: try CivilZone.tehran()))
        #expect(verdict.brief == expected)
        #expect(verdict.holdLegs.isEmpty)
    }

    @Test(arguments: [Contract.State.suspended, .cancelled, .transferred])
    func aContractThatIsNotActiveGivesWhatAProspectHas(state: Contract.State) throws {
        var line = try SampleLine()
        line.contract = Contract(id: line.contract.id, number: 1001, customer: line.contract.customer, state: state)
        let denied = try line.ask("remote-install")
        #expect(denied.parts[0].reason == EntitlementReason(.deniedByState, ["state": state.rawValue]))
        #expect(try line.ask("demo").isFreeOfCharge)
    }

    @Test func theVendorsOwnWorkIsFreeAndDrawsOnNothing() throws {
        for kind in ["remote-install", "error-fixing", "visit", "nonsense"] {
            let verdict = try SampleLine().leaving(.zero, of: "remote-install").ask(kind, initiator: .vendor)
            #expect(verdict.brief == "1 free vendor-initiated")
            #expect(verdict.holdLegs.isEmpty)
        }
    }

    @Test func theGuaranteeIsAnIntervalOfItsOwn() throws {
        let line = try SampleLine(plan: SamplePlan.snapshot(months: 12, guaranteeMonths: 6))
        #expect(try line.ask("unlock", at: "1404-11-13").brief == "1 free A14")
        let out = try line.ask("unlock", at: "1404-11-14")
        #expect(out.brief == "1 priced A14 1500000 rials")
        #expect(out.parts[0].reason.parameters["ended"] == "1404-11-14")
        #expect(try out.price() == Money(rials: 1_500_000))
        #expect(out.conditions.map(\.code) == [.secondPerson])
        #expect(try line.ask("remote-install", at: "1404-11-14").isFreeOfCharge)
    }

    @Test func aFixedPriceIsPerUnitAndAStartedRialIsARial() throws {
        let plan = try SamplePlan.snapshot(installs: 1, beyond: .fixed(perUnit: Money(rials: 333)))
        let verdict = try SampleLine(plan: plan).ask("remote-install", quantity: Quantity(thousandths: 1500))
        #expect(verdict.brief == "1 covered A3 left 0; 0.5 priced A3 167 rials")
    }

    @Test func identityAndForeignQuestions() throws {
        let line = try SampleLine()
        #expect(try line.ask("serial-code", identity: .code).conditions.map(\.code) == [.identity])
        #expect(try line.ask("serial-code", identity: .signed).conditions.isEmpty)
        #expect(try line.ask("nonsense").parts[0].reason.code == .deniedUnknownKind)
        #expect(try line.ask("visit", .phone).parts[0].reason.code == .deniedPlace)
        #expect(try line.ask("forbidden").parts[0].reason.code == .deniedByRule)
        #expect(try line.ask("remote-install", quantity: .zero).parts[0].reason.code == .deniedQuantity)
        #expect(try line.ask("remote-install", quantity: Quantity(thousandths: .min)).isDenied)
        #expect(try line.ask("remote-install", quantity: Quantity(thousandths: .max)).needsQuote)
    }

    @Test func whatIsLeftAfterDoesNotChangeWhatIsGiven() throws {
        let line = try SampleLine()
        let shown = try line.ask("remote-install")
        #expect(shown.givesTheSame(as: try line.leaving(.one, of: "remote-install").ask("remote-install")))
        #expect(!shown.givesTheSame(as: try line.leaving(.zero, of: "remote-install").ask("remote-install")))
        #expect(!shown.givesTheSame(as: try line.ask("remote-install", at: "1405-08-01")))
    }

    @Test func sameInputsSameVerdict() throws {
        let line = try SampleLine()
        let verdicts = try Set((0..<50).map { _ in try line.ask("reinstall", quantity: Quantity(units: 5)) })
        #expect(verdicts.count == 1)
        let verdict = try #require(verdicts.first)
        let text = try CanonicalJSON.encode(verdict)
        #expect(try CanonicalJSON.decode(EntitlementVerdict.self, from: text) == verdict)
    }
}
